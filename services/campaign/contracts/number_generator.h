#pragma once

#include <cstdint>

#include "absl/random/random.h"

namespace fudai::contracts {

// Where an act's chance comes from, so that tests can say it. Each loop owns one.
class NumberGenerator {
 public:
  virtual ~NumberGenerator() = default;

  // A number for a new bag: 1 to 2^48 - 1. Whether it is free, the act's script decides.
  virtual uint64_t BagNumber() = 0;
  // The seed of a new bag's order of coupons.
  virtual uint64_t Seed() = 0;
};

// RandomNumbers cannot be foretold from the numbers that it gave before (absl::BitGen is of cryptographic strength).
// Not thread-safe.
class RandomNumbers final : public NumberGenerator {
 public:
  uint64_t BagNumber() override { return absl::Uniform<uint64_t>(bits_, 1, uint64_t{1} << 48); }
  uint64_t Seed() override { return absl::Uniform<uint64_t>(bits_); }

 private:
  absl::BitGen bits_;
};

}  // namespace fudai::contracts
