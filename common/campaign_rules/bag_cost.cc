#include "common/campaign_rules/bag_cost.h"

#include <algorithm>
#include <numeric>

#include "common/campaign_rules/bounds.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::GrowthRules;
using campaign::v1::GrowthStep;
using campaign::v1::RecipeEntry;

bool IsWithin(int64_t value, int64_t min, int64_t max) { return value >= min && value <= max; }

int64_t MostDrops(const GrowthRules& growth) {
  return int64_t{growth.steps().rbegin()->drops()} + growth.new_friend_extra_drops();
}

bool GrowthIsPriceable(const GrowthRules& growth) {
  return !growth.steps().empty() &&
         std::all_of(growth.steps().begin(), growth.steps().end(),
                     [](const GrowthStep& step) { return IsWithin(step.drops(), 1, kMaxDrops); }) &&
         IsWithin(growth.new_friend_extra_drops(), 0, kMaxDrops) &&
         IsWithin(growth.drops_per_cup(), 1, kMaxDropsPerCup) && IsWithin(growth.max_cups_per_user(), 0, kMaxCups) &&
         MostDrops(growth) / growth.drops_per_cup() <= kMaxCupsPerOpen;
}

// The most drops that a cup can hold without being full, where they are kept, down to what makes no difference. Friends
// can open again, so every multiple of the drops' common divisor is left in a cup at some time; only a first step that
// ends with the first helper counts once, and what it shifts them all by is less than that divisor.
int64_t FullestCup(const GrowthRules& growth) {
  const bool first_counts_once = growth.steps_size() > 1 && growth.steps(1).min_helpers() == 1;
  int64_t divisor = std::gcd<int64_t>(growth.drops_per_cup(), growth.new_friend_extra_drops());
  for (int i = first_counts_once ? 1 : 0; i < growth.steps_size(); ++i) {
    divisor = std::gcd<int64_t>(divisor, growth.steps(i).drops());
  }
  return growth.drops_per_cup() - divisor;
}

}  // namespace

bool IsPriceable(const CampaignSpec& spec) {
  return IsWithin(BagSize(spec), 1, kMaxBagSize) &&
         std::all_of(spec.recipe().begin(), spec.recipe().end(),
                     [&](const RecipeEntry& entry) {
                       return entry.count() > 0 && IsWithin(ValueOf(spec, entry.template_id()), 1, kMaxValueFen);
                     }) &&
         IsWithin(ValueOf(spec, spec.growth().free_coffee_template_id()), 1, kMaxValueFen) &&
         GrowthIsPriceable(spec.growth());
}

int64_t BagSize(const CampaignSpec& spec) {
  return std::accumulate(spec.recipe().begin(), spec.recipe().end(), int64_t{0},
                         [](int64_t sum, const RecipeEntry& entry) { return sum + entry.count(); });
}

int64_t ValueOf(const CampaignSpec& spec, absl::string_view template_id) {
  for (const auto& coupon : spec.templates()) {
    if (coupon.template_id() == template_id) return coupon.value_fen();
  }
  return 0;
}

int64_t MostCups(const GrowthRules& growth, int64_t opens) {
  const int64_t drops = MostDrops(growth);
  const int64_t per_cup = growth.drops_per_cup();
  const bool discard = growth.carry_over() == campaign::v1::CARRY_OVER_DISCARD;
  const int64_t cups =
      discard ? 1 + (opens - 1) / ((per_cup + drops - 1) / drops) : (FullestCup(growth) + opens * drops) / per_cup;
  return growth.max_cups_per_user() > 0 ? std::min<int64_t>(cups, growth.max_cups_per_user()) : cups;
}

BagCost WorstBag(const CampaignSpec& spec) {
  BagCost cost;
  for (const RecipeEntry& entry : spec.recipe()) {
    cost.coupons += entry.count();
    cost.coupons_fen += entry.count() * ValueOf(spec, entry.template_id());
  }
  cost.coffees = MostCups(spec.growth(), cost.coupons);
  cost.coffees_fen = cost.coffees * ValueOf(spec, spec.growth().free_coffee_template_id());
  return cost;
}

int64_t WorstOfTemplate(const CampaignSpec& spec, absl::string_view template_id) {
  int64_t coupons = 0;
  for (const RecipeEntry& entry : spec.recipe()) {
    if (entry.template_id() == template_id) coupons += entry.count();
  }
  if (template_id == spec.growth().free_coffee_template_id()) coupons += MostCups(spec.growth(), BagSize(spec));
  return coupons * ValueOf(spec, template_id);
}

}  // namespace fudai::campaign_rules
