// How a campaign's cups fill: its growth rules.
#include <algorithm>

#include "absl/time/time.h"
#include "common/campaign_rules/bag_cost.h"
#include "common/campaign_rules/bounds.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;
using campaign::v1::GrowthRules;
using campaign::v1::GrowthStep;

constexpr int kMaxSteps = 16;
constexpr absl::Duration kYear = absl::Hours(24 * 365);
// More friends than one person knows: a cup that takes more is hardly ever full.
constexpr int64_t kReachableFriends = 1000;

void CheckStep(const GrowthRules& growth, int index, Findings* findings) {
  const GrowthStep& step = growth.steps(index);
  const std::string helpers = Element("growth.steps", index, "min_helpers");
  const std::string drops = Element("growth.steps", index, "drops");
  findings->CheckRange(drops, step.drops(), 1, kMaxDrops);
  if (index == 0) {
    if (step.min_helpers() != 0) findings->Error(helpers, kFirstStepNotZero, {{"value", step.min_helpers()}});
    return;
  }
  const GrowthStep& before = growth.steps(index - 1);
  if (step.min_helpers() <= before.min_helpers()) {
    findings->Error(helpers, kStepOverlaps, {{"value", step.min_helpers()}, {"before", before.min_helpers()}});
  }
  if (step.drops() <= before.drops()) {
    findings->Error(drops, kStepDropsNotMore, {{"value", step.drops()}, {"before", before.drops()}});
  }
}

// Opens that fill the first cup, each by a friend who contributes for the first time, with `extra` drops on top.
int64_t OpensForFirstCup(const GrowthRules& growth, int64_t extra) {
  int64_t drops = 0;
  int64_t friends = 0;
  for (int i = 0; i < growth.steps_size(); ++i) {
    const int64_t each = growth.steps(i).drops() + extra;
    const int64_t needed = (growth.drops_per_cup() - drops + each - 1) / each;
    const int64_t step_length = i + 1 < growth.steps_size() ? growth.steps(i + 1).min_helpers() - friends : needed;
    if (needed <= step_length) return friends + needed;
    drops += step_length * each;
    friends += step_length;
  }
  return friends;
}

// What nobody can do: order every minute of the campaign, and have new friends open every coupon of all those bags. No
// bound where the window is not right.
int64_t MostOpens(const CampaignSpec& spec) {
  const absl::Duration window = ToTime(spec.end_time()) - ToTime(spec.start_time());
  const bool sound = spec.has_start_time() && spec.has_end_time() && window > absl::ZeroDuration() && IsPriceable(spec);
  return sound ? BagSize(spec) * (window / absl::Minutes(1) + 1) : INT64_MAX;
}

// A cup is never full if it takes more opens than there can be, at best.
void CheckReach(const CampaignSpec& spec, Findings* findings) {
  const GrowthRules& growth = spec.growth();
  const int64_t at_best = OpensForFirstCup(growth, growth.new_friend_extra_drops());
  const int64_t friends = OpensForFirstCup(growth, 0);
  if (at_best > MostOpens(spec)) {
    findings->Error("growth.drops_per_cup", kCupNeverFull,
                    {{"value", growth.drops_per_cup()}, {"friends", at_best}, {"opens", MostOpens(spec)}});
  } else if (friends > kReachableFriends) {
    findings->Warning("growth.drops_per_cup", kCupHardlyEverFull,
                      {{"value", growth.drops_per_cup()}, {"friends", friends}, {"max", kReachableFriends}});
  }
}

// Counts the cups that friends fill who open one after another, none of them new.
struct SlowestCups {
  const GrowthRules& growth;
  int64_t drops = 0;
  int64_t cups = 0;

  void Keep(int64_t opens, int64_t each) {
    const int64_t total = drops + opens * each;
    cups += total / growth.drops_per_cup();
    drops = total % growth.drops_per_cup();
  }
  void Discard(int64_t opens, int64_t each) {
    const int64_t first = (growth.drops_per_cup() - drops + each - 1) / each;
    if (opens < first) {
      drops += opens * each;
      return;
    }
    const int64_t next = (growth.drops_per_cup() + each - 1) / each;
    cups += 1 + (opens - first) / next;
    drops = (opens - first) % next * each;
  }
};

// A step that begins when the cap on cups has been reached, however slowly, never adds a drop.
void CheckCapLeavesSteps(const GrowthRules& growth, Findings* findings) {
  SlowestCups slowest{growth};
  for (int i = 1; i < growth.steps_size() && growth.max_cups_per_user() > 0; ++i) {
    const int64_t opens = int64_t{growth.steps(i).min_helpers()} - growth.steps(i - 1).min_helpers();
    const bool discard = growth.carry_over() == campaign::v1::CARRY_OVER_DISCARD;
    discard ? slowest.Discard(opens, growth.steps(i - 1).drops()) : slowest.Keep(opens, growth.steps(i - 1).drops());
    if (slowest.cups < growth.max_cups_per_user()) continue;
    findings->Error(Element("growth.steps", i, "min_helpers"), kStepBehindCap,
                    {{"value", growth.steps(i).min_helpers()}, {"cups", growth.max_cups_per_user()}});
  }
}

// An act writes one coupon per cup that it fills, so the number is bounded.
void CheckCupsPerOpen(const GrowthRules& growth, Findings* findings) {
  const int64_t most = int64_t{growth.steps(growth.steps_size() - 1).drops()} + growth.new_friend_extra_drops();
  const int64_t cups = most / growth.drops_per_cup();
  if (cups <= kMaxCupsPerOpen) return;
  findings->Error("growth.drops_per_cup", kTooManyCupsAtOnce,
                  {{"value", growth.drops_per_cup()}, {"drops", most}, {"cups", cups}, {"max", kMaxCupsPerOpen}});
}

bool StepsAreSound(const GrowthRules& growth) {
  const auto& steps = growth.steps();
  return !steps.empty() && steps[0].drops() > 0 && growth.drops_per_cup() > 0 &&
         std::adjacent_find(steps.begin(), steps.end(), [](const GrowthStep& a, const GrowthStep& b) {
           return b.min_helpers() <= a.min_helpers() || b.drops() <= a.drops();
         }) == steps.end();
}

}  // namespace

void CheckGrowth(const CampaignSpec& spec, Findings* findings) {
  const GrowthRules& growth = spec.growth();
  if (growth.steps().empty() || growth.steps_size() > kMaxSteps) {
    findings->Error("growth.steps", kStepCount, {{"count", growth.steps_size()}, {"max", kMaxSteps}});
  }
  for (int i = 0; i < growth.steps_size(); ++i) CheckStep(growth, i, findings);
  findings->CheckRange("growth.new_friend_extra_drops", growth.new_friend_extra_drops(), 0, kMaxDrops);
  findings->CheckDuration("growth.contribution_period", growth.contribution_period(), absl::Seconds(1), kYear);
  findings->CheckRange("growth.drops_per_cup", growth.drops_per_cup(), 1, kMaxDropsPerCup);
  if (!campaign::v1::CarryOver_IsValid(growth.carry_over())) {
    findings->Error("growth.carry_over", kUnknownCarryOver, {{"value", int64_t{growth.carry_over()}}});
  }
  findings->CheckRange("growth.max_cups_per_user", growth.max_cups_per_user(), 0, kMaxCups);
  if (!HasTemplate(spec, growth.free_coffee_template_id())) {
    findings->Error("growth.free_coffee_template_id", kUnknownTemplate, {{"value", growth.free_coffee_template_id()}});
  }
  if (!StepsAreSound(growth)) return;
  CheckReach(spec, findings);
  CheckCapLeavesSteps(growth, findings);
  CheckCupsPerOpen(growth, findings);
}

}  // namespace fudai::campaign_rules
