// One bad input for each field of a campaign, for tests; and one at least for each kind of finding.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/campaign_rules/campaign_rules.h"
#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;
using campaign::v1::GrowthRules;
using campaign::v1::WeeklyHours;

struct BadInput {
  // As WalkFields names it.
  std::string field;
  std::string what;
  std::function<void(CampaignSpec&)> spoil;
};

inline CouponTemplate& First(CampaignSpec& spec) { return *spec.mutable_templates(0); }
inline CouponConditions& Conditions(CampaignSpec& spec) { return *First(spec).mutable_conditions(); }
inline GrowthRules& Growth(CampaignSpec& spec) { return *spec.mutable_growth(); }

// Monday's 9:00 to 17:00, of the first template.
inline WeeklyHours& AddHours(CampaignSpec& spec) {
  WeeklyHours& hours = *Conditions(spec).add_hours();
  hours.add_days(1);
  hours.set_start_minute(9 * 60);
  hours.set_end_minute(17 * 60);
  return hours;
}

inline std::vector<BadInput> OfTheFrame() {
  return {
      {"display_name", "absent", [](CampaignSpec& s) { s.clear_display_name(); }},
      {"display_name", "a reward for a post in Moments", [](CampaignSpec& s) { s.set_display_name("发朋友圈领咖啡"); }},
      {"display_name", "a reward for sharing", [](CampaignSpec& s) { s.set_display_name("转发好友即得咖啡"); }},
      {"display_name", "a reward for a visit", [](CampaignSpec& s) { s.set_display_name("浏览就送咖啡"); }},
      {"display_name", "a draw", [](CampaignSpec& s) { s.set_display_name("咖啡大抽奖"); }},
      {"display_name", "a line break", [](CampaignSpec& s) { s.set_display_name("春日\n福袋"); }},
      {"start_time", "in milliseconds",
       [](CampaignSpec& s) { s.mutable_start_time()->set_seconds(1'767'225'600'000); }},
      {"start_time", "absent", [](CampaignSpec& s) { s.clear_start_time(); }},
      {"end_time", "before start_time", [](CampaignSpec& s) { s.mutable_end_time()->set_seconds(1'767'225'599); }},
      {"end_time", "passed",
       [](CampaignSpec& s) {
         s.mutable_start_time()->set_seconds(s.start_time().seconds() - 365 * kDay);
         s.mutable_end_time()->set_seconds(s.end_time().seconds() - 365 * kDay);
       }},
      {"time_zone", "unknown", [](CampaignSpec& s) { s.set_time_zone("Asia/Beijing"); }},
      {"trigger.min_amount_fen", "negative", [](CampaignSpec& s) { s.mutable_trigger()->set_min_amount_fen(-1); }},
      {"trigger.min_amount_fen", "less than the bag costs",
       [](CampaignSpec& s) { s.mutable_trigger()->set_min_amount_fen(1500); }},
      {"trigger.shop_ids[]", "with a space", [](CampaignSpec& s) { s.mutable_trigger()->add_shop_ids("shop 1"); }},
      {"bag_life", "too short", [](CampaignSpec& s) { s.mutable_bag_life()->set_seconds(59); }},
      {"bag_life", "longer than the campaign", [](CampaignSpec& s) { s.mutable_bag_life()->set_seconds(31 * kDay); }},
      {"budget.total_fen", "negative", [](CampaignSpec& s) { s.mutable_budget()->set_total_fen(-1); }},
      {"budget.total_fen", "below one bag", [](CampaignSpec& s) { s.mutable_budget()->set_total_fen(17'399); }},
      {"budget.daily_fen", "too large",
       [](CampaignSpec& s) { s.mutable_budget()->set_daily_fen(1'000'000'000'000'001); }},
      {"budget.daily_fen", "above the total",
       [](CampaignSpec& s) {
         s.mutable_budget()->set_total_fen(100'000);
         s.mutable_budget()->set_daily_fen(100'001);
       }},
      {"budget.daily_fen", "below one bag", [](CampaignSpec& s) { s.mutable_budget()->set_daily_fen(17'399); }},
      {"holdout_permille", "negative", [](CampaignSpec& s) { s.set_holdout_permille(-1); }},
      {"holdout_permille", "more than half", [](CampaignSpec& s) { s.set_holdout_permille(501); }},
  };
}

inline std::vector<BadInput> OfTheBag() {
  return {
      {"templates[]", "none", [](CampaignSpec& s) { s.clear_templates(); }},
      {"templates[].template_id", "in upper case", [](CampaignSpec& s) { First(s).set_template_id("Latte"); }},
      {"templates[].template_id", "that of another template",
       [](CampaignSpec& s) { First(s).set_template_id("mocha"); }},
      {"templates[].template_id", "not used",
       [](CampaignSpec& s) {
         *s.add_templates() = s.templates(0);
         s.mutable_templates(3)->set_template_id("tea");
       }},
      {"templates[].display_name", "absent", [](CampaignSpec& s) { First(s).clear_display_name(); }},
      {"templates[].display_name", "spaces", [](CampaignSpec& s) { First(s).set_display_name("　 "); }},
      {"templates[].display_name", "a secret", [](CampaignSpec& s) { First(s).set_display_name("神秘大礼"); }},
      {"templates[].display_name", "that of a coupon of another value",
       [](CampaignSpec& s) {
         First(s).set_display_name("mocha");
         First(s).set_value_fen(400);
       }},
      {"templates[].value_fen", "nothing", [](CampaignSpec& s) { First(s).set_value_fen(0); }},
      {"templates[].valid_days", "eleven years", [](CampaignSpec& s) { First(s).set_valid_days(4015); }},
      {"templates[].budget_fen", "negative", [](CampaignSpec& s) { First(s).set_budget_fen(-1); }},
      {"templates[].budget_fen", "above the total",
       [](CampaignSpec& s) {
         s.mutable_budget()->set_total_fen(100'000);
         First(s).set_budget_fen(100'001);
       }},
      {"templates[].budget_fen", "below one bag", [](CampaignSpec& s) { First(s).set_budget_fen(7499); }},
      {"recipe[]", "none", [](CampaignSpec& s) { s.clear_recipe(); }},
      {"recipe[].template_id", "of no template", [](CampaignSpec& s) { s.mutable_recipe(0)->set_template_id("tea"); }},
      {"recipe[].template_id", "twice", [](CampaignSpec& s) { s.mutable_recipe(0)->set_template_id("mocha"); }},
      {"recipe[].template_id", "worth over ten times the cheapest",
       [](CampaignSpec& s) {
         s.mutable_trigger()->set_min_amount_fen(100'000);
         First(s).set_value_fen(3001);
       }},
      {"recipe[].count", "none", [](CampaignSpec& s) { s.mutable_recipe(0)->set_count(0); }},
  };
}

inline std::vector<BadInput> OfGrowth() {
  return {
      {"growth.steps[]", "none", [](CampaignSpec& s) { Growth(s).clear_steps(); }},
      {"growth.steps[].min_helpers", "of the first above 0",
       [](CampaignSpec& s) { Growth(s).mutable_steps(0)->set_min_helpers(1); }},
      {"growth.steps[].min_helpers", "that of the step before",
       [](CampaignSpec& s) { Growth(s).mutable_steps(2)->set_min_helpers(5); }},
      {"growth.steps[].min_helpers", "behind the cap",
       [](CampaignSpec& s) {
         Growth(s).set_max_cups_per_user(1);
         Growth(s).mutable_steps(2)->set_min_helpers(13);
       }},
      {"growth.steps[].min_helpers", "behind the cap, where drops are discarded",
       [](CampaignSpec& s) {
         Growth(s).set_carry_over(campaign::v1::CARRY_OVER_DISCARD);
         Growth(s).set_max_cups_per_user(1);
         Growth(s).mutable_steps(2)->set_min_helpers(13);
       }},
      {"growth.steps[].drops", "falling", [](CampaignSpec& s) { Growth(s).mutable_steps(2)->set_drops(19); }},
      {"growth.new_friend_extra_drops", "negative", [](CampaignSpec& s) { Growth(s).set_new_friend_extra_drops(-5); }},
      {"growth.contribution_period", "absent", [](CampaignSpec& s) { Growth(s).clear_contribution_period(); }},
      {"growth.drops_per_cup", "none", [](CampaignSpec& s) { Growth(s).clear_drops_per_cup(); }},
      {"growth.drops_per_cup", "hardly ever full", [](CampaignSpec& s) { Growth(s).set_drops_per_cup(1'000'000); }},
      {"growth.drops_per_cup", "never full", [](CampaignSpec& s) { Growth(s).set_drops_per_cup(100'000'000); }},
      {"growth.drops_per_cup", "too many cups at once",
       [](CampaignSpec& s) { Growth(s).set_new_friend_extra_drops(200 * 101); }},
      {"growth.carry_over", "unknown",
       [](CampaignSpec& s) { Growth(s).set_carry_over(static_cast<campaign::v1::CarryOver>(7)); }},
      {"growth.max_cups_per_user", "too many", [](CampaignSpec& s) { Growth(s).set_max_cups_per_user(10'001); }},
      {"growth.free_coffee_template_id", "of no template",
       [](CampaignSpec& s) { Growth(s).set_free_coffee_template_id("tea"); }},
  };
}

inline std::vector<BadInput> OfBenefits() {
  return {
      {"templates[].amount_off.amount_fen", "above the value",
       [](CampaignSpec& s) { First(s).mutable_amount_off()->set_amount_fen(301); }},
      {"templates[].amount_off.amount_fen", "below the value",
       [](CampaignSpec& s) { First(s).mutable_amount_off()->set_amount_fen(299); }},
      {"templates[].percent_off.percent", "above 100",
       [](CampaignSpec& s) { First(s).mutable_percent_off()->set_percent(101); }},
      {"templates[].fixed_price.price_fen", "negative",
       [](CampaignSpec& s) { First(s).mutable_fixed_price()->set_price_fen(-1); }},
      {"templates[].free_item", "of any kind", [](CampaignSpec& s) { First(s).mutable_free_item(); }},
      {"templates[].buy_x_get_y.buy", "nothing", [](CampaignSpec& s) { First(s).mutable_buy_x_get_y()->set_get(1); }},
      {"templates[].buy_x_get_y.get", "nothing", [](CampaignSpec& s) { First(s).mutable_buy_x_get_y()->set_buy(1); }},
      {"templates[].buy_x_get_y.max_times", "too often",
       [](CampaignSpec& s) {
         First(s).mutable_buy_x_get_y()->set_buy(2);
         First(s).mutable_buy_x_get_y()->set_get(1);
         First(s).mutable_buy_x_get_y()->set_max_times(101);
       }},
      {"templates[].free_delivery", "of an article",
       [](CampaignSpec& s) {
         First(s).mutable_free_delivery();
         Conditions(s).add_skus("tea");
       }},
  };
}

inline std::vector<BadInput> OfConditions() {
  return {
      {"templates[].conditions.min_spend_fen", "negative",
       [](CampaignSpec& s) { Conditions(s).set_min_spend_fen(-1); }},
      {"templates[].conditions.skus[]", "with a space", [](CampaignSpec& s) { Conditions(s).add_skus("green tea"); }},
      {"templates[].conditions.excluded_skus[]", "included too",
       [](CampaignSpec& s) {
         Conditions(s).add_skus("tea");
         Conditions(s).add_excluded_skus("tea");
       }},
      {"templates[].conditions.categories[]", "empty", [](CampaignSpec& s) { Conditions(s).add_categories(""); }},
      {"templates[].conditions.excluded_categories[]", "included too",
       [](CampaignSpec& s) {
         Conditions(s).add_categories("hot");
         Conditions(s).add_excluded_categories("hot");
       }},
      {"templates[].conditions.shop_ids[]", "twice",
       [](CampaignSpec& s) {
         Conditions(s).add_shop_ids("s1");
         Conditions(s).add_shop_ids("s1");
       }},
      {"templates[].conditions.first_order_only", "for the free coffee",
       [](CampaignSpec& s) { s.mutable_templates(2)->mutable_conditions()->set_first_order_only(true); }},
      {"templates[].conditions.hours[]", "too many",
       [](CampaignSpec& s) {
         for (int i = 0; i < 22; ++i) AddHours(s);
       }},
      {"templates[].conditions.hours[]", "that never come",
       [](CampaignSpec& s) {
         AddHours(s);  // The campaign begins on a Thursday.
         Conditions(s).mutable_not_after()->set_seconds(s.start_time().seconds() + 3 * kDay);
       }},
      {"templates[].conditions.hours[]", "that come too seldom",
       [](CampaignSpec& s) {
         AddHours(s);
         First(s).set_valid_days(6);
       }},
      {"templates[].conditions.hours[].days[]", "none", [](CampaignSpec& s) { AddHours(s).clear_days(); }},
      {"templates[].conditions.hours[].days[]", "0", [](CampaignSpec& s) { AddHours(s).set_days(0, 0); }},
      {"templates[].conditions.hours[].days[]", "twice", [](CampaignSpec& s) { AddHours(s).add_days(1); }},
      {"templates[].conditions.hours[].start_minute", "negative",
       [](CampaignSpec& s) { AddHours(s).set_start_minute(-1); }},
      {"templates[].conditions.hours[].end_minute", "before the start",
       [](CampaignSpec& s) { AddHours(s).set_end_minute(9 * 60); }},
      {"templates[].conditions.not_before", "after the last have expired",
       [](CampaignSpec& s) { Conditions(s).mutable_not_before()->set_seconds(s.end_time().seconds() + 7 * kDay); }},
      {"templates[].conditions.not_before", "after the first have expired",
       [](CampaignSpec& s) { Conditions(s).mutable_not_before()->set_seconds(s.start_time().seconds() + 7 * kDay); }},
      {"templates[].conditions.not_after", "not after not_before",
       [](CampaignSpec& s) {
         Conditions(s).mutable_not_before()->set_seconds(s.start_time().seconds() + kDay);
         *Conditions(s).mutable_not_after() = Conditions(s).not_before();
       }},
      {"templates[].conditions.not_after", "before the campaign",
       [](CampaignSpec& s) { *Conditions(s).mutable_not_after() = s.start_time(); }},
      {"templates[].conditions.waiting_days", "too many", [](CampaignSpec& s) { Conditions(s).set_waiting_days(31); }},
  };
}

inline std::vector<BadInput> OfUse() {
  return {
      {"templates[].limits.max_uses_per_user", "negative",
       [](CampaignSpec& s) { First(s).mutable_limits()->set_max_uses_per_user(-1); }},
      {"templates[].limits.max_uses_per_user_per_day", "more than in all",
       [](CampaignSpec& s) {
         First(s).mutable_limits()->set_max_uses_per_user(2);
         First(s).mutable_limits()->set_max_uses_per_user_per_day(3);
       }},
      {"templates[].stacking.group", "in upper case",
       [](CampaignSpec& s) { First(s).mutable_stacking()->set_group("Spring"); }},
      {"templates[].stacking.max_coupons", "too many",
       [](CampaignSpec& s) {
         First(s).mutable_stacking()->set_group("g");
         First(s).mutable_stacking()->set_max_coupons(6);
       }},
      {"templates[].stacking.max_coupons", "of one that stands alone",
       [](CampaignSpec& s) { First(s).mutable_stacking()->set_max_coupons(2); }},
      {"templates[].stacking.max_coupons", "of one that meets no other",
       [](CampaignSpec& s) {
         First(s).mutable_stacking()->set_group("g");
         First(s).mutable_stacking()->set_max_coupons(1);
       }},
      {"templates[].stacking.rank", "negative", [](CampaignSpec& s) { First(s).mutable_stacking()->set_rank(-1); }},
      {"templates[].return_policy", "unknown",
       [](CampaignSpec& s) { First(s).set_return_policy(static_cast<campaign::v1::ReturnPolicy>(7)); }},
  };
}

inline std::vector<BadInput> AllBadInputs() {
  std::vector<BadInput> all;
  for (const auto& part : {OfTheFrame(), OfTheBag(), OfGrowth(), OfBenefits(), OfConditions(), OfUse()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace fudai::campaign_rules
