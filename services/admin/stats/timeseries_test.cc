#include "services/admin/stats/timeseries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/rollups/days.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace admin::v1;           // NOLINT(google-build-using-namespace): the messages of the API.
using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kShanghaiDay = 1'772'294'400;  // 2026-02-28T16:00:00Z
constexpr int64_t kNewYorkDay = 1'772'341'200;   // 2026-03-01T05:00:00Z

class TimeseriesTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    for (const char* campaign_id : {"spring", "summer"}) AddCampaign(campaign_id);
    absl::TimeZone new_york;
    ASSERT_TRUE(absl::LoadTimeZone("America/New_York", &new_york));
    ASSERT_TRUE(
        database_
            ->Write([&](soci::session& sql) -> absl::StatusOr<bool> { return rollups::SetChainZone(sql, new_york); })
            .ok());
  }

  void AddCampaign(const std::string& campaign_id) {
    Campaign campaign;
    campaign.set_campaign_id(campaign_id);
    campaign.set_version(1);
    *campaign.mutable_spec() = MarchSpec();
    ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  }

  void Add(event::v1::Event event, int64_t later_ms = 0) {
    if (event.has_order_reported()) event.mutable_order_reported()->set_paid_at_ms(kEventMs + later_ms);
    events_.Fold(*database_, 1, event, later_ms);
  }

  static QuerySparklinesRequest Query(const std::vector<std::string>& campaign_ids,
                                      const std::vector<Metric>& metrics) {
    QuerySparklinesRequest request;
    for (const std::string& campaign_id : campaign_ids) request.add_campaign_ids(campaign_id);
    for (const Metric metric : metrics) request.add_metrics(metric);
    request.set_granularity(GRANULARITY_DAY);
    return request;
  }

  absl::StatusOr<QuerySparklinesResponse> Ask(const QuerySparklinesRequest& request) {
    return database_->Read([&](soci::session& sql) { return ReadSparklines(sql, request); });
  }

  static std::vector<int64_t> Values(const MetricSeries& series) {
    std::vector<int64_t> values;
    for (const TimeseriesPoint& point : series.points()) values.push_back(point.value());
    return values;
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, TimeseriesTest, BothDatabases(), DatabaseName);

TEST_P(TimeseriesTest, CutsTheChainInItsOwnZone) {
  Add(OrderEvent("o1", "", 500));
  Add(OrderWithBagEvent("o2", "u1", "bag"), kDayMs);
  QueryTimeseriesRequest request;
  request.set_metric(METRIC_ORDERS);
  request.set_granularity(GRANULARITY_DAY);
  ASSERT_TRUE(CheckTimeseries(request).ok());
  const auto chain = database_->Read([&](soci::session& sql) { return ReadTimeseries(sql, request); });
  ASSERT_TRUE(chain.ok()) << chain.status();
  EXPECT_EQ(chain->time_zone(), "America/New_York");
  ASSERT_EQ(chain->points_size(), 2) << "the chain has no end: up to the newest event";
  EXPECT_EQ(chain->points(0).start_time().seconds(), kNewYorkDay);
  EXPECT_EQ(chain->points(0).value(), 1) << "a guest's";
  EXPECT_EQ(chain->points(1).value(), 1);
}

// Whatever comes late, and however far the newest event is ahead.
TEST_P(TimeseriesTest, KeepsMinutesOfTheLastDays) {
  constexpr int64_t kMinuteMs = 60'000, kNewestMs = 60 * 60 * kMinuteMs;
  Add(OrderWithBagEvent("o1", "sharer", "bag"));
  Add(OpenEvent("bag", 0, "u2"));
  Add(OpenEvent("bag", 1, "u3"), 10 * 60 * kMinuteMs);
  Add(OpenEvent("bag", 2, "u4"), kNewestMs);
  Add(OpenEvent("bag", 3, "u5"), kNewestMs - kMinuteMs);
  Add(OpenEvent("bag", 4, "u6"), 10 * 60 * kMinuteMs - 1);
  QueryTimeseriesRequest request;
  request.set_campaign_id("spring");
  request.set_metric(METRIC_OPENINGS);
  request.set_granularity(GRANULARITY_MINUTE);
  ASSERT_TRUE(CheckTimeseries(request).ok());
  const auto ask = [&] { return database_->Read([&](soci::session& sql) { return ReadTimeseries(sql, request); }); };
  const auto kept = ask();
  ASSERT_TRUE(kept.ok()) << kept.status();
  ASSERT_EQ(kept->points_size(), 50 * 60 + 1) << "from fifty hours before the newest event on";
  EXPECT_EQ(kept->points(0).start_time().seconds(), (kEventMs + 10 * 60 * kMinuteMs) / 1000);
  EXPECT_EQ(kept->points(0).value(), 1);
  EXPECT_EQ(kept->points(50 * 60 - 1).value(), 1);
  EXPECT_EQ(kept->points(50 * 60).value(), 1);

  request.mutable_start_time()->set_seconds((kEventMs + kNewestMs) / 1000 - 60);
  EXPECT_EQ(ask()->points_size(), 2);
  request.mutable_start_time()->set_seconds(kEventMs / 1000);
  EXPECT_EQ(ask().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(ask().status().message()), HasSubstr("; minutes are kept from 2026-03-0"));
}

TEST_P(TimeseriesTest, PutsCampaignsAndTheChainSideBySide) {
  Add(OrderWithBagEvent("o1", "sharer", "bag"));
  Add(OpenEvent("bag", 0, "u2"));
  Add(OpenEvent("bag", 1, "u3"), 2 * kDayMs);
  Add(OrderEvent("o2", "", 500), 2 * kDayMs);
  const auto answer = Ask(Query({"summer", "spring", ""}, {METRIC_OPENINGS, METRIC_ORDERS}));
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->campaigns_size(), 3);
  const CampaignSparklines &summer = answer->campaigns(0), &spring = answer->campaigns(1),
                           &chain = answer->campaigns(2);
  EXPECT_EQ(summer.campaign_id(), "summer");
  EXPECT_EQ(summer.summary().campaign_id(), "summer");
  ASSERT_EQ(summer.series_size(), 2);
  EXPECT_THAT(Values(summer.series(0)), ElementsAre());
  EXPECT_EQ(spring.campaign_id(), "spring");
  EXPECT_EQ(spring.time_zone(), "Asia/Shanghai");
  EXPECT_EQ(spring.summary().openings(), 2);
  EXPECT_EQ(spring.series(0).metric(), METRIC_OPENINGS);
  EXPECT_THAT(Values(spring.series(0)), ElementsAre(1, 0, 1));
  EXPECT_EQ(spring.series(0).points(0).start_time().seconds(), kShanghaiDay);
  EXPECT_THAT(Values(spring.series(1)), ElementsAre(1, 0, 0));
  EXPECT_EQ(chain.campaign_id(), "");
  EXPECT_EQ(chain.time_zone(), "America/New_York");
  EXPECT_EQ(chain.summary().guest_orders(), 1);
  EXPECT_THAT(Values(chain.series(1)), ElementsAre(1, 0, 1));
  EXPECT_EQ(chain.series(1).points(0).start_time().seconds(), kNewYorkDay);
}

TEST_P(TimeseriesTest, CutsAllLinesToTheRangeThatIsAskedFor) {
  Add(OpenEvent("bag", 0, "u2"));
  QuerySparklinesRequest request = Query({"spring", "summer"}, {METRIC_OPENINGS});
  request.mutable_start_time()->set_seconds(kShanghaiDay - 1);
  request.mutable_end_time()->set_seconds(kShanghaiDay + 1);
  const auto answer = Ask(request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(Values(answer->campaigns(0).series(0)), ElementsAre(0, 1));
  EXPECT_THAT(Values(answer->campaigns(1).series(0)), ElementsAre(0, 0));
}

TEST_P(TimeseriesTest, NamesTheCampaignThatDoesNotExist) {
  const absl::Status unknown = Ask(Query({"spring", "autumn"}, {METRIC_ORDERS})).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("\"autumn\""));
}

TEST_P(TimeseriesTest, BoundsThePointsOfAllTogether) {
  QuerySparklinesRequest request = Query(std::vector<std::string>(5, "spring"), {METRIC_ORDERS, METRIC_OPENINGS});
  request.set_granularity(GRANULARITY_HOUR);
  request.mutable_start_time()->set_seconds(kShanghaiDay);
  request.mutable_end_time()->set_seconds(kShanghaiDay + 10'000 * 3'600);
  const auto all = Ask(request);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->campaigns(4).series(1).points_size(), 10'000);
  request.add_campaign_ids("");
  const absl::Status more = Ask(request).status();
  EXPECT_EQ(more.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(more.message()),
              HasSubstr("the series of 6 campaign_ids and 2 metrics have more than 100000 points"));
}

TEST(CheckSparklinesTest, RefusesQueriesThatMakeNoSense) {
  QuerySparklinesRequest good;
  good.add_campaign_ids("");
  good.add_metrics(METRIC_ORDERS);
  good.set_granularity(GRANULARITY_DAY);
  EXPECT_TRUE(CheckSparklines(good).ok());
  QuerySparklinesRequest nobody = good, crowd = good, bad_id = good, nothing = good, much = good, odd = good,
                         uncut = good, backwards = good;
  nobody.clear_campaign_ids();
  for (int i = 0; i < 100; ++i) crowd.add_campaign_ids("spring");
  bad_id.add_campaign_ids(std::string("spring\0x", 8));
  nothing.clear_metrics();
  for (int i = 0; i < 10; ++i) much.add_metrics(METRIC_ORDERS);
  odd.add_metrics(static_cast<Metric>(99));
  uncut.clear_granularity();
  backwards.mutable_start_time()->set_seconds(2);
  backwards.mutable_end_time()->set_seconds(1);
  const std::pair<QuerySparklinesRequest, const char*> cases[] = {
      {nobody, "campaign_ids has 0 entries; it should have 1 to 100"},
      {crowd, "campaign_ids has 101 entries"},
      {bad_id, "campaign_ids[1] is \"spring\\x00x\""},
      {nothing, "metrics has 0 entries; it should have 1 to 10"},
      {much, "metrics has 11 entries"},
      {odd, "metrics[1] is 99"},
      {uncut, "granularity is 0"},
      {backwards, "end_time is 1970-01-01T00:00:01"},
  };
  for (const auto& [request, message] : cases) {
    const absl::Status status = CheckSparklines(request);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << message;
    EXPECT_THAT(std::string(status.message()), HasSubstr(message));
  }
}

}  // namespace
}  // namespace fudai::stats
