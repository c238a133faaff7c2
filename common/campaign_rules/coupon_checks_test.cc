// One bad input for each field that says how coupons are used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;
using campaign::v1::WeeklyHours;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// 2026-01-01T00:00:00Z, at which the valid spec begins; there it is 8 in the morning.
constexpr int64_t kStart = 1'767'225'600;
constexpr Severity kError = Severity::kError;
constexpr Severity kWarning = Severity::kWarning;

struct Case {
  const char* name;
  std::function<void(CouponTemplate&)> spoil;
  Severity severity;
  // Within templates[0].
  const char* field;
  const char* message;
};

class CouponFieldTest : public ::testing::TestWithParam<Case> {};

TEST_P(CouponFieldTest, SaysWhatIsWrongAndWhatWouldBeRight) {
  CampaignSpec spec = ValidSpec();
  GetParam().spoil(*spec.mutable_templates(0));
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_THAT(findings, SizeIs(1)) << Describe(findings);
  EXPECT_EQ(findings[0].severity, GetParam().severity);
  EXPECT_EQ(findings[0].field, absl::StrCat("templates[0].", GetParam().field));
  EXPECT_THAT(findings[0].message, HasSubstr(GetParam().message));
}

// A stretch from Monday's 9:00 to 17:00.
WeeklyHours& AddHours(CouponTemplate& terms) {
  WeeklyHours& hours = *terms.mutable_conditions()->add_hours();
  hours.add_days(1);
  hours.set_start_minute(9 * 60);
  hours.set_end_minute(17 * 60);
  return hours;
}

void SetMoments(CouponTemplate& terms, int64_t not_before, int64_t not_after) {
  if (not_before != 0) terms.mutable_conditions()->mutable_not_before()->set_seconds(not_before);
  if (not_after != 0) terms.mutable_conditions()->mutable_not_after()->set_seconds(not_after);
}

void AddMany(int count, google::protobuf::RepeatedPtrField<std::string>* names) {
  for (int i = 0; i < count; ++i) *names->Add() = absl::StrCat("n", i);
}

INSTANTIATE_TEST_SUITE_P(
    Benefits, CouponFieldTest,
    ::testing::Values(Case{"NoAmount", [](CouponTemplate& t) { t.mutable_amount_off(); }, kError,
                           "amount_off.amount_fen", "is 0; it should be 1 to value_fen, which is 300"},
                      Case{"AmountAboveValue", [](CouponTemplate& t) { t.mutable_amount_off()->set_amount_fen(301); },
                           kError, "amount_off.amount_fen", "is 301; it should be 1 to value_fen, which is 300"},
                      Case{"AmountBelowValue", [](CouponTemplate& t) { t.mutable_amount_off()->set_amount_fen(299); },
                           kWarning, "amount_off.amount_fen",
                           "is 299, so that the coupon never takes off the 300 of value_fen"},
                      Case{"NoPercent", [](CouponTemplate& t) { t.mutable_percent_off(); }, kError,
                           "percent_off.percent", "is 0; it should be 1 to 100"},
                      Case{"TooManyPercent", [](CouponTemplate& t) { t.mutable_percent_off()->set_percent(101); },
                           kError, "percent_off.percent", "is 101; it should be 1 to 100"},
                      Case{"NegativePrice", [](CouponTemplate& t) { t.mutable_fixed_price()->set_price_fen(-1); },
                           kError, "fixed_price.price_fen", "is -1; it should be 0 to 10000000"},
                      Case{"BuyNothing", [](CouponTemplate& t) { t.mutable_buy_x_get_y()->set_get(1); }, kError,
                           "buy_x_get_y.buy", "is 0; it should be 1 to 100"},
                      Case{"GetNothing", [](CouponTemplate& t) { t.mutable_buy_x_get_y()->set_buy(1); }, kError,
                           "buy_x_get_y.get", "is 0; it should be 1 to 100"},
                      Case{"TooManyTimes",
                           [](CouponTemplate& t) {
                             t.mutable_buy_x_get_y()->set_buy(2);
                             t.mutable_buy_x_get_y()->set_get(1);
                             t.mutable_buy_x_get_y()->set_max_times(101);
                           },
                           kError, "buy_x_get_y.max_times", "is 101; it should be 0 to 100"},
                      Case{"DeliveryOfAnArticle",
                           [](CouponTemplate& t) {
                             t.mutable_free_delivery();
                             t.mutable_conditions()->add_skus("tea");
                           },
                           kWarning, "free_delivery", "ask only that one such article is in the basket"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Articles, CouponFieldTest,
    ::testing::Values(
        Case{"NegativeSpend", [](CouponTemplate& t) { t.mutable_conditions()->set_min_spend_fen(-1); }, kError,
             "conditions.min_spend_fen", "is -1; it should be 0 to 9007199254740992"},
        Case{"BadSku", [](CouponTemplate& t) { t.mutable_conditions()->add_skus("green tea"); }, kError,
             "conditions.skus[0]", "is \"green tea\"; it should be 1 to 64 printable ASCII"},
        Case{"SkuTwice",
             [](CouponTemplate& t) {
               t.mutable_conditions()->add_skus("tea");
               t.mutable_conditions()->add_skus("tea");
             },
             kWarning, "conditions.skus[1]", "names \"tea\" again"},
        Case{"TooManySkus", [](CouponTemplate& t) { AddMany(1001, t.mutable_conditions()->mutable_skus()); }, kError,
             "conditions.skus", "has 1001 entries; it should have at most 1000"},
        Case{"BadExcludedSku", [](CouponTemplate& t) { t.mutable_conditions()->add_excluded_skus(""); }, kError,
             "conditions.excluded_skus[0]", "is \"\"; it should be"},
        Case{"TooManyExcludedSkus",
             [](CouponTemplate& t) { AddMany(1001, t.mutable_conditions()->mutable_excluded_skus()); }, kError,
             "conditions.excluded_skus", "has 1001 entries"},
        Case{"SkuInAndOut",
             [](CouponTemplate& t) {
               t.mutable_conditions()->add_skus("tea");
               t.mutable_conditions()->add_excluded_skus("tea");
             },
             kError, "conditions.excluded_skus[0]", "is \"tea\", which conditions.skus names too"},
        Case{"BadCategory", [](CouponTemplate& t) { t.mutable_conditions()->add_categories("\n"); }, kError,
             "conditions.categories[0]", "is \"\\n\"; it should be"},
        Case{"TooManyCategories", [](CouponTemplate& t) { AddMany(101, t.mutable_conditions()->mutable_categories()); },
             kError, "conditions.categories", "has 101 entries; it should have at most 100"},
        Case{"BadExcludedCategory", [](CouponTemplate& t) { t.mutable_conditions()->add_excluded_categories("茶"); },
             kError, "conditions.excluded_categories[0]", "printable ASCII"},
        Case{"TooManyExcludedCategories",
             [](CouponTemplate& t) { AddMany(101, t.mutable_conditions()->mutable_excluded_categories()); }, kError,
             "conditions.excluded_categories", "has 101 entries"},
        Case{"CategoryInAndOut",
             [](CouponTemplate& t) {
               t.mutable_conditions()->add_categories("hot");
               t.mutable_conditions()->add_excluded_categories("hot");
             },
             kError, "conditions.excluded_categories[0]", "which conditions.categories names too"},
        Case{"BadShop", [](CouponTemplate& t) { t.mutable_conditions()->add_shop_ids("shop 1"); }, kError,
             "conditions.shop_ids[0]", "is \"shop 1\""},
        Case{"TooManyShops", [](CouponTemplate& t) { AddMany(1001, t.mutable_conditions()->mutable_shop_ids()); },
             kError, "conditions.shop_ids", "has 1001 entries"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Time, CouponFieldTest,
    ::testing::Values(
        Case{"TooManyHours",
             [](CouponTemplate& t) {
               for (int i = 0; i < 22; ++i) AddHours(t);
             },
             kError, "conditions.hours", "has 22 entries; it should have at most 21"},
        Case{"NoDay", [](CouponTemplate& t) { AddHours(t).clear_days(); }, kError, "conditions.hours[0].days",
             "is empty; it should name at least one day"},
        Case{"DayZero", [](CouponTemplate& t) { AddHours(t).set_days(0, 0); }, kError, "conditions.hours[0].days[0]",
             "is 0; it should be 1 (Monday) to 7 (Sunday)"},
        Case{"DayTwice", [](CouponTemplate& t) { AddHours(t).add_days(1); }, kError, "conditions.hours[0].days[1]",
             "is 1 again"},
        Case{"NegativeStart", [](CouponTemplate& t) { AddHours(t).set_start_minute(-1); }, kError,
             "conditions.hours[0].start_minute", "is -1; it should be 0 to 1439"},
        Case{"EndTomorrow", [](CouponTemplate& t) { AddHours(t).set_end_minute(1441); }, kError,
             "conditions.hours[0].end_minute", "is 1441; it should be 1 to 1440"},
        Case{"EndBeforeStart", [](CouponTemplate& t) { AddHours(t).set_end_minute(9 * 60); }, kError,
             "conditions.hours[0].end_minute", "is 540; it should be after start_minute, which is 540"},
        Case{"WaitingTooLong", [](CouponTemplate& t) { t.mutable_conditions()->set_waiting_days(31); }, kError,
             "conditions.waiting_days", "is 31; it should be 0 to 30"},
        Case{"NotBeforeFarOff", [](CouponTemplate& t) { SetMoments(t, kStart * 1000, 0); }, kError,
             "conditions.not_before", "should lie in the years 2000 to 2099"},
        Case{"NotAfterFarOff", [](CouponTemplate& t) { SetMoments(t, 0, 1); }, kError, "conditions.not_after",
             "is 1970-01-01T00:00:01+00:00; it should lie in the years"},
        Case{"NotAfterAtNotBefore", [](CouponTemplate& t) { SetMoments(t, kStart + kDay, kStart + kDay); }, kError,
             "conditions.not_after", "it should be after not_before, which is 2026-01-02T00:00:00+00:00"},
        Case{"OverBeforeTheStart", [](CouponTemplate& t) { SetMoments(t, 0, kStart); }, kError, "conditions.not_after",
             "so that none could ever be used"},
        // The day in Shanghai ends at 16:00 UTC.
        Case{"OverBeforeTheWaitingEnds",
             [](CouponTemplate& t) {
               t.mutable_conditions()->set_waiting_days(1);
               SetMoments(t, 0, kStart + 16 * 3600);
             },
             kError, "conditions.not_after", "the first coupons can be used from 2026-01-01T16:00:00+00:00 on"},
        Case{"OverBeforeTheEnd", [](CouponTemplate& t) { SetMoments(t, 0, kStart + 30 * kDay); }, kWarning,
             "conditions.not_after", "those that are given late could not be used"},
        Case{"ExpiresBeforeItBegins", [](CouponTemplate& t) { SetMoments(t, kStart + 37 * kDay, 0); }, kError,
             "conditions.not_before", "the last coupons expire at 2026-02-07T00:00:00+00:00, so that none"},
        Case{"TheFirstExpireBeforeTheyBegin", [](CouponTemplate& t) { SetMoments(t, kStart + 7 * kDay, 0); }, kWarning,
             "conditions.not_before", "those that are given early could not be used"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Use, CouponFieldTest,
    ::testing::Values(Case{"NegativeUses", [](CouponTemplate& t) { t.mutable_limits()->set_max_uses_per_user(-1); },
                           kError, "limits.max_uses_per_user", "is -1; it should be 0 to 10000"},
                      Case{"TooManyUsesADay",
                           [](CouponTemplate& t) { t.mutable_limits()->set_max_uses_per_user_per_day(10'001); }, kError,
                           "limits.max_uses_per_user_per_day", "is 10001; it should be 0 to 10000"},
                      Case{"MoreADayThanInAll",
                           [](CouponTemplate& t) {
                             t.mutable_limits()->set_max_uses_per_user(2);
                             t.mutable_limits()->set_max_uses_per_user_per_day(3);
                           },
                           kWarning, "limits.max_uses_per_user_per_day", "is 3, more than the 2 of max_uses_per_user"},
                      Case{"BadGroup", [](CouponTemplate& t) { t.mutable_stacking()->set_group("Spring"); }, kError,
                           "stacking.group", "is \"Spring\"; it should be 1 to 24 of a-z"},
                      Case{"TooManyStacked",
                           [](CouponTemplate& t) {
                             t.mutable_stacking()->set_group("g");
                             t.mutable_stacking()->set_max_coupons(6);
                           },
                           kError, "stacking.max_coupons", "is 6; it should be 0 to 5"},
                      Case{"StacksAlone", [](CouponTemplate& t) { t.mutable_stacking()->set_max_coupons(2); }, kWarning,
                           "stacking.max_coupons", "is 2, and the coupon stands alone since stacking.group is empty"},
                      Case{"GroupOfOne",
                           [](CouponTemplate& t) {
                             t.mutable_stacking()->set_group("g");
                             t.mutable_stacking()->set_max_coupons(1);
                           },
                           kWarning, "stacking.max_coupons", "never meets another of its group \"g\""},
                      Case{"NegativeRank", [](CouponTemplate& t) { t.mutable_stacking()->set_rank(-1); }, kError,
                           "stacking.rank", "is -1; it should be 0 to 1000"},
                      Case{"UnknownReturnPolicy",
                           [](CouponTemplate& t) { t.set_return_policy(static_cast<campaign::v1::ReturnPolicy>(7)); },
                           kError, "return_policy",
                           "is 7; it should be RETURN_POLICY_RETURN or RETURN_POLICY_FORFEIT"}),
    [](const auto& info) { return info.param.name; });

TEST(CheckUseTest, FindsNothingInEveryKindOfCoupon) {
  CampaignSpec spec = ValidSpec();
  CouponTemplate& terms = *spec.mutable_templates(0);
  terms.mutable_stacking()->set_group("spring-2026");
  terms.mutable_stacking()->set_max_coupons(5);
  terms.mutable_limits()->set_max_uses_per_user(3);
  terms.mutable_limits()->set_max_uses_per_user_per_day(1);
  terms.set_return_policy(campaign::v1::RETURN_POLICY_FORFEIT);
  CouponConditions& conditions = *terms.mutable_conditions();
  conditions.set_first_order_only(true);
  conditions.set_waiting_days(1);
  conditions.add_skus("tea");
  conditions.add_excluded_categories("cold");
  AddHours(terms).set_end_minute(24 * 60);
  SetMoments(terms, kStart, kStart + 40 * kDay);
  terms.mutable_amount_off()->set_amount_fen(300);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  terms.mutable_percent_off()->set_percent(100);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  terms.mutable_fixed_price()->set_price_fen(0);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  terms.mutable_free_item();
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  terms.mutable_buy_x_get_y()->set_buy(2);
  terms.mutable_buy_x_get_y()->set_get(1);
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
  conditions.clear_skus();
  terms.mutable_free_delivery();
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
}

TEST(CheckUseTest, WaitingEndsAtAMidnightOfTheCampaignsZone) {
  CampaignSpec spec = ValidSpec();
  // In Shanghai it is 1 in the morning of January 2.
  spec.mutable_start_time()->set_seconds(kStart + 17 * 3600);
  spec.mutable_templates(0)->mutable_conditions()->set_waiting_days(1);
  SetMoments(*spec.mutable_templates(0), 0, kStart + kDay);
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].message, HasSubstr("the first coupons can be used from 2026-01-02T16:00:00+00:00 on"));
}

TEST(CheckUseTest, AFreeCoffeeIsForSomebodyWhoHasOrdered) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_templates(2)->mutable_conditions()->set_first_order_only(true);
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, kError);
  EXPECT_EQ(findings[0].field, "templates[2].conditions.first_order_only");
  EXPECT_THAT(findings[0].message, HasSubstr("none could ever be used; it should be false"));
}

}  // namespace
}  // namespace fudai::campaign_rules
