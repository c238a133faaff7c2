#include "services/campaign/growth_coffee/growth_rules.h"

#include <algorithm>

namespace fudai::growth_coffee {
namespace {

using campaign::v1::GrowthRules;

int64_t StepDrops(const GrowthRules& rules, int64_t helpers) {
  int64_t drops = 0;
  for (const campaign::v1::GrowthStep& step : rules.steps()) {
    if (helpers >= step.min_helpers()) drops = step.drops();
  }
  return drops;
}

// What of `drops` counts: not what the cup's brim or the cap on cups cuts off.
int64_t Counted(const GrowthRules& rules, const CupState& cup, int64_t drops) {
  if (rules.carry_over() == campaign::v1::CARRY_OVER_DISCARD)
    drops = std::min(drops, rules.drops_per_cup() - cup.drops);
  if (rules.max_cups_per_user() > 0) {
    drops = std::min(drops, (rules.max_cups_per_user() - cup.filled) * rules.drops_per_cup() - cup.drops);
  }
  return std::max<int64_t>(drops, 0);
}

bool WithinPeriod(const GrowthRules& rules, const Friend& friend_, int64_t now) {
  return friend_.last_contribution.has_value() &&
         now - *friend_.last_contribution < rules.contribution_period().seconds();
}

}  // namespace

int64_t NextDrops(const GrowthRules& rules, const CupState& cup) {
  return Counted(rules, cup, StepDrops(rules, cup.helpers));
}

Contribution Contribute(const GrowthRules& rules, const Friend& friend_, int64_t now, CupState* cup) {
  if (WithinPeriod(rules, friend_, now)) return {};
  const int64_t extra = friend_.is_new ? rules.new_friend_extra_drops() : 0;
  const int64_t drops = Counted(rules, *cup, StepDrops(rules, cup->helpers) + extra);
  if (drops == 0) return {};
  const int64_t cups = (cup->drops + drops) / rules.drops_per_cup();
  cup->drops += drops - cups * rules.drops_per_cup();
  cup->total += drops;
  cup->filled += cups;
  if (!friend_.last_contribution.has_value()) ++cup->helpers;
  return {.drops = drops, .cups = cups};
}

}  // namespace fudai::growth_coffee
