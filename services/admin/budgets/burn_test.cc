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

}  // namespace
}  // namespace fudai::budgets
