#include "services/admin/budgets/burn.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::budgets {
namespace {

using admin::v1::ExhaustionEstimate;

const absl::Time kNow = absl::FromUnixSeconds(1'772'360'400);
const absl::Time kQuarter = kNow - absl::Minutes(5);  // the quarter of an hour that holds it
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

class ReadBurnTest : public testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }
  // Gives some in the quarter of an hour that begins then, in coupons of "tea".
  void Give(int64_t fen, absl::Time quarter) {
    const long long start_ms = absl::ToUnixMillis(quarter), value = fen;
    const int metric = admin::v1::METRIC_LIABILITY_FEN;
    const auto insert = [&](soci::session& sql) {
      sql << "INSERT INTO quarters VALUES ('spring', :metric, :start, :value)", soci::use(metric), soci::use(start_ms),
          soci::use(value);
      sql << "INSERT INTO template_quarters VALUES ('spring', 'tea', :start, :value)", soci::use(start_ms),
          soci::use(value);
      return absl::OkStatus();
    };
    ASSERT_EQ(database_->Write(insert), absl::OkStatus());
  }
  Burn Read(const std::string& template_id, absl::Time start) {
    const auto read = [&](soci::session& sql) -> absl::StatusOr<Burn> {
      return ReadBurn(sql, {"spring", template_id, start}, kNow);
    };
    return *database_->Read(read);
  }

  std::unique_ptr<database::Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Databases, ReadBurnTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ReadBurnTest, TakesTheQuartersFromTheOneThatHoldsTheMomentBefore) {
  Give(1, kQuarter);
  Give(10, kQuarter - absl::Hours(1));
  Give(100, kQuarter - absl::Minutes(75));
  Give(1'000, kQuarter - absl::Hours(24));
  Give(10'000, kQuarter - absl::Hours(24) - absl::Minutes(15));
  for (const char* template_id : {"", "tea"}) {
    const Burn burn = Read(template_id, kQuarter - absl::Hours(100));
    EXPECT_EQ(burn.last_hour.fen, 11) << template_id;
    EXPECT_EQ(burn.last_hour.over, absl::Minutes(65)) << "from the quarter's begin";
    EXPECT_EQ(burn.last_day.fen, 1'111) << template_id;
    EXPECT_EQ(burn.last_day.over, absl::Hours(24) + absl::Minutes(5));
  }
  EXPECT_EQ(Read("cake", kQuarter - absl::Hours(100)).last_day.fen, 0);
}

TEST_P(ReadBurnTest, BeginsWithTheCampaignAndTakesAQuarterAtLeast) {
  EXPECT_EQ(Read("", kQuarter - absl::Minutes(30)).last_day.over, absl::Minutes(35));
  EXPECT_EQ(Read("", kQuarter).last_hour.over, absl::Minutes(15));
}

}  // namespace
}  // namespace fudai::budgets
