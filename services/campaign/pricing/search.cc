#include "services/campaign/pricing/search.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace fudai::pricing {
namespace {

// The largest of the discounts that were added, largest first; as many as an order has places after its first coupon.
class TopDiscounts {
 public:
  void Add(int64_t discount_fen) {
    top_.insert(std::upper_bound(top_.begin(), top_.end(), discount_fen, std::greater<>()), discount_fen);
    if (top_.size() == kMaxCouponsPerOrder) top_.pop_back();
  }

  int64_t Sum(size_t places) const {
    return std::accumulate(top_.begin(), top_.begin() + std::min(places, top_.size()), int64_t{0});
  }

 private:
  absl::InlinedVector<int64_t, kMaxCouponsPerOrder> top_;
};

// For each coupon of the group, the lowest preferences of those after it, as many as could join it.
std::vector<Preferences> LowestAfter(const std::vector<Applicable>& group) {
  std::vector<Preferences> lowest_after(group.size());
  Preferences lowest;
  for (size_t i = group.size(); i-- > 0;) {
    lowest_after[i] = lowest;
    lowest.insert(std::upper_bound(lowest.begin(), lowest.end(), group[i].preference), group[i].preference);
    if (lowest.size() == kMaxCouponsPerOrder) lowest.pop_back();
  }
  return lowest_after;
}

}  // namespace

struct Search::Node {
  Remaining remaining;
  int64_t discount_fen = 0;
  // Indexes in the group, rising.
  absl::InlinedVector<int, kMaxCouponsPerOrder> chosen;
  int max_coupons = kMaxCouponsPerOrder;

  int first_open() const { return chosen.empty() ? 0 : chosen.back() + 1; }
  // There would be more of a template than some limit allows, or more coupons than the next one tolerates.
  bool Refuses(const std::vector<Applicable>& group, const Applicable& next) const;
};

struct Search::Child {
  int index = 0;
  int64_t discount_fen = 0;
  // More coupons that can join it.
  size_t places = 0;
  int max_coupons = 0;
  // What the coupons after it would take off in its stead.
  TopDiscounts later;
  // What all that extends it can take off at most.
  int64_t bound_fen = 0;
  // Of the most preferred combination that extends it.
  Preferences preferences;
};

bool Combination::IsBetterThan(const Combination& other) const {
  if (discount_fen != other.discount_fen) return discount_fen > other.discount_fen;
  if (preferences.size() != other.preferences.size()) return preferences.size() < other.preferences.size();
  return preferences < other.preferences;
}

bool Search::Node::Refuses(const std::vector<Applicable>& group, const Applicable& next) const {
  int same = 1;
  int uses_left = next.uses_left;
  for (const int index : chosen) {
    if (!IsSameTemplate(*group[index].candidate, *next.candidate)) continue;
    ++same;
    uses_left = std::min(uses_left, group[index].uses_left);
  }
  return same > uses_left || static_cast<int>(chosen.size()) + 1 > next.max_coupons;
}

void Search::Explore(const std::vector<Applicable>& group) {
  group_ = &group;
  lowest_after_ = LowestAfter(group);
  Extend(Node{.remaining = whole_});
}

void Search::Extend(const Node& node) {
  for (const Child& child : PriceChildren(node)) {
    if (!CanHoldBetter(node, child)) continue;
    if (combinations_ + static_cast<int>(group_->size()) - child.index - 1 > most_combinations_) {
      most_unpriced_fen_ = std::max(most_unpriced_fen_, child.bound_fen);
      continue;
    }
    Node next{node.remaining, node.discount_fen, node.chosen, child.max_coupons};
    next.discount_fen += TakeOff((*group_)[child.index].coupon, &next.remaining);
    next.chosen.push_back(child.index);
    Extend(next);
  }
}

std::vector<Search::Child> Search::PriceChildren(const Node& node) {
  std::vector<Child> children;
  TopDiscounts later;
  for (int i = static_cast<int>(group_->size()) - 1; i >= node.first_open(); --i) {
    const Applicable& next = (*group_)[i];
    if (node.Refuses(*group_, next)) continue;
    const int64_t discount = DiscountOf(next.coupon, node.remaining);
    if (discount == 0) continue;
    if (!next.twin_of_previous || i == node.first_open()) {
      Child child{.index = i, .discount_fen = node.discount_fen + discount, .later = later};
      child.max_coupons = std::min(node.max_coupons, next.max_coupons);
      child.places = child.max_coupons - node.chosen.size() - 1;
      child.bound_fen = std::min(child.discount_fen + later.Sum(child.places), total_fen_);
      Offer(node, child);
      if (child.places > 0 && child.bound_fen >= best_.discount_fen) {
        child.preferences = MostPreferred(node, child, child.max_coupons);
        children.push_back(std::move(child));
      }
    }
    later.Add(discount);
  }
  std::stable_sort(children.begin(), children.end(), [](const Child& a, const Child& b) {
    return std::tie(b.bound_fen, a.preferences) < std::tie(a.bound_fen, b.preferences);
  });
  return children;
}

void Search::Offer(const Node& node, const Child& child) {
  ++combinations_;
  if (child.discount_fen < best_.discount_fen) return;
  Combination offered{child.discount_fen, MostPreferred(node, child, node.chosen.size() + 1)};
  if (offered.IsBetterThan(best_)) best_ = std::move(offered);
}

bool Search::CanHoldBetter(const Node& node, const Child& child) const {
  if (child.bound_fen != best_.discount_fen) return child.bound_fen > best_.discount_fen;
  size_t places = 1;
  while (child.discount_fen + child.later.Sum(places) < best_.discount_fen) ++places;
  const size_t fewest = node.chosen.size() + 1 + places;
  if (fewest != best_.preferences.size()) return fewest < best_.preferences.size();
  return MostPreferred(node, child, fewest) < best_.preferences;
}

Preferences Search::MostPreferred(const Node& node, const Child& child, size_t coupons) const {
  Preferences preferences = {(*group_)[child.index].preference};
  for (const int index : node.chosen) preferences.push_back((*group_)[index].preference);
  const Preferences& lowest = lowest_after_[child.index];
  const size_t more = std::min(coupons - preferences.size(), lowest.size());
  preferences.insert(preferences.end(), lowest.begin(), lowest.begin() + more);
  std::sort(preferences.begin(), preferences.end());
  return preferences;
}

}  // namespace fudai::pricing
