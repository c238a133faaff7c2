#pragma once

#include <cstdint>
#include <initializer_list>

#include "absl/strings/string_view.h"

namespace fudai::replay {

// Dice draws random numbers that are functions of the seed and of names alone: the same question always gets the same
// answer, whatever was asked before, on every machine. So a replay that is run again makes the same attempts, however
// its calls overlap.
//
//   if (dice.Chance({"opens", order_id, friend_id}, 0.2)) …
//
// The first name says what is being decided. Immutable and thread-safe.
class Dice {
 public:
  using Names = std::initializer_list<absl::string_view>;

  explicit Dice(uint64_t seed) : seed_(seed) {}

  uint64_t seed() const { return seed_; }

  // 64 random bits: FNV-1a over the names, finished by SplitMix64.
  uint64_t Bits(Names names) const;

  // Uniform within [0, 1).
  double Unit(Names names) const;

  // True with this probability.
  bool Chance(Names names, double probability) const;

  // Uniform within [0, count). `count` must be positive.
  int64_t Below(Names names, int64_t count) const;

  // Exponentially distributed, in milliseconds, at least 1.
  int64_t DelayMs(Names names, int64_t mean_ms) const;

 private:
  uint64_t seed_;
};

}  // namespace fudai::replay
