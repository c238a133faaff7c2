#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fudai::chaos {

// What one round found.
struct RoundResult {
  // What broke a promise, in words; none if all is well.
  std::vector<std::string> faults;
  int blows = 0;
  int64_t ledger_entries = 0;
  int64_t coupons = 0;
};

// One round: a replay of a made-up day through the public API on a stack of its own, while the campaign server, the
// admin server and Redis are killed again and again, as PlanBlows(seed) says. Afterwards
// - the replay's three counts agree, and each fact that it was told of is in the ledger;
// - the ledger keeps its laws (harness::BrokenLaws): nothing doubled, every open credited once, no bag over its size,
// drops add up;
// - every coupon is in its owner's wallet, and every cup shows what the ledger says;
// - the campaign's budget is conserved, and its books say what the ledger says;
// - second cups on the house have been redeemed;
// - the same replay once more finds nothing but repeats.
RoundResult RunRound(uint64_t seed);

}  // namespace fudai::chaos
