#include "services/campaign/pricing/best_combination.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "services/campaign/pricing/combination.h"
#include "services/campaign/pricing/search.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
// By group, each in the order of application. What is exclusive has the group "", of which an order takes one.
using Groups = std::map<std::string, std::vector<Applicable>>;

bool IsPreferred(const Candidate* a, const Candidate* b) {
  return std::tie(a->expires_at_ms, a->coupon_id) < std::tie(b->expires_at_ms, b->coupon_id);
}

bool AreTwins(const Candidate& a, const Candidate& b) {
  return IsSameTemplate(a, b) && a.campaign_version == b.campaign_version;
}

// The order of application, but that twins, which are worth the same, come by preference.
bool IsPricedBefore(const Applicable& a, const Applicable& b) {
  return AreTwins(*a.candidate, *b.candidate) ? a.preference < b.preference : AppliesBefore(*a.candidate, *b.candidate);
}

// `applying`: by preference.
Groups MakeGroups(const std::vector<const Candidate*>& applying, const campaign::v1::Basket& basket) {
  Groups groups;
  for (size_t i = 0; i < applying.size(); ++i) {
    const campaign::v1::CouponTemplate& terms = *applying[i]->coupon_template;
    groups[terms.stacking().group()].push_back({.candidate = applying[i],
                                                .coupon = Prepare(terms, basket),
                                                .preference = static_cast<int>(i),
                                                .max_coupons = MaxCoupons(terms),
                                                .uses_left = UsesLeft(*applying[i])});
  }
  for (auto& [name, group] : groups) {
    std::sort(group.begin(), group.end(), IsPricedBefore);
    for (size_t i = 1; i < group.size(); ++i) {
      group[i].twin_of_previous = AreTwins(*group[i - 1].candidate, *group[i].candidate);
    }
  }
  return groups;
}

// Why a coupon that applies on its own is not among the chosen, which are the same afterwards.
Obstacle WhyNotChosen(const Candidate& candidate, std::vector<Candidate>* chosen) {
  chosen->push_back(candidate);
  const bool combinable = !CheckCombinable(*chosen).has_value();
  chosen->pop_back();
  return {combinable ? CouponObstacle::REASON_NO_DISCOUNT : CouponObstacle::REASON_NOT_COMBINABLE, candidate};
}

bool Holds(const std::vector<Candidate>& chosen, const Candidate& candidate) {
  return std::any_of(chosen.begin(), chosen.end(),
                     [&](const Candidate& c) { return c.coupon_id == candidate.coupon_id; });
}

}  // namespace

BestDiscount BestCombination(const Situation& situation, absl::Span<const Candidate> candidates,
                             int most_combinations) {
  std::vector<std::optional<Obstacle>> obstacles;
  std::vector<const Candidate*> applying;
  for (const Candidate& candidate : candidates) {
    obstacles.push_back(FindObstacle(candidate, situation));
    if (!obstacles.back().has_value()) applying.push_back(&candidate);
  }
  std::sort(applying.begin(), applying.end(), IsPreferred);

  Search search(WholeCost(situation.basket), most_combinations);
  for (const auto& [name, group] : MakeGroups(applying, situation.basket)) search.Explore(group);

  std::vector<Candidate> chosen;
  for (const int preference : search.best().preferences) chosen.push_back(*applying[preference]);
  BestDiscount best{.discount = Apply(situation, chosen),
                    .optimality_gap_fen = search.gap_fen(),
                    .combinations = search.combinations()};
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (Holds(chosen, candidates[i])) continue;
    best.obstacles.push_back(obstacles[i].has_value() ? *obstacles[i] : WhyNotChosen(candidates[i], &chosen));
  }
  return best;
}

}  // namespace fudai::pricing
