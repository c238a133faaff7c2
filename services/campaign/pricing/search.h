// Branch and bound over combinations of coupons. Private to this room; best_combination.h is its interface.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "services/campaign/pricing/benefit.h"
#include "services/campaign/pricing/candidate.h"
#include "services/campaign/pricing/combination.h"

namespace fudai::pricing {

// A candidate that applies to the order on its own.
struct Applicable {
  const Candidate* candidate = nullptr;
  PreparedCoupon coupon;
  // Its place among all that apply, by expiry and then by coupon id.
  int preference = 0;
  int max_coupons = 0;
  int uses_left = 0;
  // Of the same campaign, version and template as the one before it in the order of application: the two are worth the
  // same, and the one before expires no later.
  bool twin_of_previous = false;
};

// Of an order's coupons, rising.
using Preferences = absl::InlinedVector<int, kMaxCouponsPerOrder>;

// A combination as the search compares them.
struct Combination {
  int64_t discount_fen = 0;
  Preferences preferences;

  // True if it takes off more; or as much with fewer coupons; or as much with as many that are to be preferred.
  bool IsBetterThan(const Combination& other) const;
};

// The best combination found so far, over the groups of one wallet. Not thread-safe.
class Search {
 public:
  Search(Remaining whole, int most_combinations)
      : whole_(std::move(whole)), total_fen_(whole_.total_fen()), most_combinations_(most_combinations) {}

  // Looks through the combinations of coupons that can be used together but for their limits: one group, in the order
  // of application.
  void Explore(const std::vector<Applicable>& group);

  const Combination& best() const { return best_; }
  int combinations() const { return combinations_; }
  // What the best combination that was not priced could take off more than the best that was, in fen.
  int64_t gap_fen() const { return std::max<int64_t>(most_unpriced_fen_ - best_.discount_fen, 0); }

 private:
  // Coupons of a group that were chosen, and what the basket still costs after them.
  struct Node;
  // A node's combination with one more coupon.
  struct Child;

  void Extend(const Node& node);
  // The combinations with one more coupon that may hold a better one, the most promising first.
  std::vector<Child> PriceChildren(const Node& node);
  void Offer(const Node& node, const Child& child);
  // Whether a combination that extends the child's may be better than the best.
  bool CanHoldBetter(const Node& node, const Child& child) const;
  // The preferences of the most preferred combination of `coupons` coupons that holds the child's, whatever it takes
  // off.
  Preferences MostPreferred(const Node& node, const Child& child, size_t coupons) const;

  const Remaining whole_;
  const int64_t total_fen_;
  const int most_combinations_;
  // What is being explored; and after each coupon of it, the lowest preferences.
  const std::vector<Applicable>* group_ = nullptr;
  std::vector<Preferences> lowest_after_;
  Combination best_;
  int combinations_ = 0;
  int64_t most_unpriced_fen_ = 0;
};

}  // namespace fudai::pricing
