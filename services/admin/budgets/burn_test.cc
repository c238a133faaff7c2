#include "services/admin/budgets/burn.h"

#include <gtest/gtest.h>

namespace fudai::budgets {
namespace {

using admin::v1::ExhaustionEstimate;

const absl::Time kNow = absl::FromUnixSeconds(1'772'360'400);
const absl::Time kEnd = kNow + absl::Hours(48);

Given FenIn(int64_t fen, absl::Duration over) { return {fen, over}; }

// What was given in the last 60 minutes, and in the last 24 hours.
Burn BurnOf(int64_t last_hour, int64_t last_day) {
  return {FenIn(last_hour, absl::Hours(1)), FenIn(last_day, absl::Hours(24))};
}

TEST(EstimateExhaustionTest, GoesByTheLastHourWhereSomethingWasGivenInIt) {
  const auto estimate = EstimateExhaustion({1'000, kEnd}, BurnOf(400, 2'400), kNow);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->estimated_time().seconds(), absl::ToUnixSeconds(kNow) + 9'000) << "2.5 hours";
  EXPECT_EQ(estimate->basis(), ExhaustionEstimate::BASIS_LAST_HOUR);
}

TEST(EstimateExhaustionTest, GoesByTheLastDayOtherwise) {
  const auto estimate = EstimateExhaustion({1'000, kEnd}, BurnOf(0, 2'400), kNow);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->estimated_time().seconds(), absl::ToUnixSeconds(kNow) + 36'000) << "10 hours";
  EXPECT_EQ(estimate->basis(), ExhaustionEstimate::BASIS_LAST_DAY);
}

TEST(EstimateExhaustionTest, SaysNothingOfACapThatIsNotExhaustedInTime) {
  EXPECT_FALSE(EstimateExhaustion({1'000, kEnd}, BurnOf(0, 0), kNow)) << "nothing is given";
  EXPECT_FALSE(EstimateExhaustion({0, kEnd}, BurnOf(400, 2'400), kNow)) << "nothing is left";
  EXPECT_TRUE(EstimateExhaustion({47, kEnd}, BurnOf(1, 1), kNow));
  EXPECT_FALSE(EstimateExhaustion({48, kEnd}, BurnOf(1, 1), kNow)) << "it lasts until the end";
  EXPECT_FALSE(EstimateExhaustion({INT64_MAX, absl::InfiniteFuture()}, BurnOf(0, 1), kNow)) << "it lasts for ever";
}

// Days of 100 fen at 10 fen an hour: from 18:20 on 60 fen are left of today's.
TEST(EstimateExhaustionTest, GivesNoDayMoreThanItsCap) {
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone("Asia/Shanghai", &zone));
  const absl::Time midnight = absl::FromUnixSeconds(1'772'380'800);
  const auto hours_from_midnight = [&](int64_t fen, int64_t left_today_fen) {
    const Left left{fen, midnight + absl::Hours(100), DailyCap{left_today_fen, 100, zone}};
    const auto estimate = EstimateExhaustion(left, BurnOf(10, 10), kNow);
    if (!estimate) return absl::InfiniteDuration();
    return absl::FromUnixSeconds(estimate->estimated_time().seconds()) - midnight;
  };
  EXPECT_EQ(hours_from_midnight(30, 60), kNow + absl::Hours(3) - midnight);
  EXPECT_EQ(hours_from_midnight(30, 20), absl::Hours(1));
  EXPECT_EQ(hours_from_midnight(30, -5), absl::Hours(3));
  EXPECT_EQ(hours_from_midnight(120, 20), absl::Hours(10));
  EXPECT_EQ(hours_from_midnight(320, 20), absl::Hours(48 + 10));
  EXPECT_EQ(hours_from_midnight(550, 20), absl::InfiniteDuration()) << "it lasts until the end";
}

}  // namespace
}  // namespace fudai::budgets
