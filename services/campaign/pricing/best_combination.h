// The combination of a wallet's coupons that takes most off an order. docs/checkout.md tells how it is found.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/campaign/pricing/candidate.h"
#include "services/campaign/pricing/obstacle.h"

namespace fudai::pricing {

// Combinations that one search may price: all that 30 coupons can form, which are 174,436 of at most five, and some
// more.
inline constexpr int kMostCombinations = 250'000;

// The best combination, and what became of every other candidate.
struct BestDiscount {
  campaign::v1::Discount discount;
  // One for every candidate that is not part of it, in the order of the candidates; refer to them.
  std::vector<Obstacle> obstacles;
  // No lawful combination takes off more than the discount plus this, in fen; 0 if the search was complete.
  int64_t optimality_gap_fen = 0;
  // Combinations that were priced.
  int combinations = 0;
};

// Finds the lawful combination with the greatest discount; of equal ones the one with the fewest coupons, then the one
// whose coupons expire first, then the one with the lowest coupon ids. `candidates` outlive the answer, and their
// coupon ids differ. Each coupon is priced alone; beyond that, at most `most_combinations` are priced, and the gap says
// what the others could still bring.
BestDiscount BestCombination(const Situation& situation, absl::Span<const Candidate> candidates,
                             int most_combinations = kMostCombinations);

}  // namespace fudai::pricing
