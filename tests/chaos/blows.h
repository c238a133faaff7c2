#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace fudai::chaos {

// One SIGKILL during a replay.
struct Blow {
  enum class Kind {
    kCampaign,    // the campaign server, at a random moment
    kFaultPoint,  // the campaign server, by itself, between two scripts of one act
    kAdmin,
    kRedis,
    kAll,  // all three at once, as when the power fails
  };

  Kind kind = Kind::kCampaign;
  // How long after the blow before.
  absl::Duration pause;
  // With kFaultPoint: what --crash_at says.
  std::string crash_at;
};

// In words, such as "campaign server at open.after_claim:17".
std::string Describe(const Blow& blow);

// The blows of one round: each kind several times and every fault point once, in an order, at pauses and counts that
// follow from the seed. The first kNeededBlows of them have every kind and every fault point; on a slow machine the
// replay may end before the others are struck.
inline constexpr int kNeededBlows = 14;
std::vector<Blow> PlanBlows(uint64_t seed);

}  // namespace fudai::chaos
