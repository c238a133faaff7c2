#include "services/admin/stats/stats_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/testing/redis_server.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace admin::v1;           // NOLINT(google-build-using-namespace): the messages of the API.
using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int64_t kHourMs = 3'600'000;

async::Task<absl::Status> RunCommand(redis::Client* client, std::vector<std::string> words) {
  redis::Pending pending = client->Command(words.front(), {}, {words.begin() + 1, words.end()});
  absl::StatusOr<redis::Reply> reply = co_await pending;
  co_return reply.status();
}

class StatsServiceTest : public DatabaseTest {
 protected:
  StatsServiceTest() : redis_(&loop_, Server().options()), readers_(2) {
    Server().Reset();
    EXPECT_TRUE(RunTask(loop_, partition::InitializeStore(&redis_, "generation1")).ok());
  }

  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    service_ = std::make_unique<StatsService>(database_.get(), &readers_, StatsService::Store{&redis_, "generation1"});
    caller_ = std::make_unique<MethodCaller>(&loop_, service_->Methods());
    AddCampaign("spring", absl::FromUnixSeconds(MarchSpec().start_time().seconds()));
  }

  void AddCampaign(const std::string& campaign_id, absl::Time start) {
    Campaign campaign;
    campaign.set_campaign_id(campaign_id);
    campaign.set_version(1);
    *campaign.mutable_spec() = MarchSpec();
    campaign.mutable_spec()->mutable_start_time()->set_seconds(absl::ToUnixSeconds(start));
    ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  }

  static RedisServer& Server() {
    static RedisServer server;
    return server;
  }

  void Add(int partition, const event::v1::Event& event, int64_t later_ms = 0) {
    events_.Fold(*database_, partition, event, later_ms);
  }

  // Pretends that the store holds events of a partition up to `number`.
  void SetNewest(int partition, int64_t number) {
    ASSERT_TRUE(
        RunTask(loop_, RunCommand(&redis_, {"HSET", partition::HeaderKey(partition), "ev", absl::StrCat(number)}))
            .ok());
  }

  absl::StatusOr<GetCampaignSummaryResponse> Summary(const std::string& campaign_id) {
    GetCampaignSummaryRequest request;
    request.set_campaign_id(campaign_id);
    return caller_->Call<GetCampaignSummaryResponse>("GetCampaignSummary", request);
  }

  static event::v1::Event OpenEventOf(const std::string& campaign_id) {
    event::v1::Event event = OpenEvent("bag", 0, "u2");
    event.mutable_bag_opened()->set_campaign_id(campaign_id);
    return event;
  }

  static std::vector<int64_t> Steps(const Funnel& funnel) {
    return {funnel.orders(),           funnel.bags_issued(),   funnel.bags_opened(),  funnel.distinct_openers(),
            funnel.coupons_redeemed(), funnel.new_customers(), funnel.second_orders()};
  }

  static QueryTimeseriesRequest Query(Metric metric, Granularity granularity) {
    QueryTimeseriesRequest request;
    request.set_campaign_id("spring");
    request.set_metric(metric);
    request.set_granularity(granularity);
    return request;
  }
  absl::StatusOr<QueryTimeseriesResponse> Timeseries(const QueryTimeseriesRequest& request) {
    return caller_->Call<QueryTimeseriesResponse>("QueryTimeseries", request);
  }

  async::Loop loop_;
  redis::Client redis_;
  async::BlockingPool readers_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<StatsService> service_;
  std::unique_ptr<MethodCaller> caller_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, StatsServiceTest, BothDatabases(), DatabaseName);

TEST_P(StatsServiceTest, SumsUpACampaignAndTheChain) {
  Add(1, OrderWithBagEvent("o1", "sharer", "bag"));
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, OrderEvent("o2", "", 500), 20);
  const auto campaign = Summary("spring");
  ASSERT_TRUE(campaign.ok()) << campaign.status();
  EXPECT_EQ(campaign->summary().campaign_id(), "spring");
  EXPECT_EQ(campaign->summary().orders(), 1);
  EXPECT_EQ(campaign->summary().openings(), 1);
  EXPECT_EQ(campaign->summary().distinct_openers(), 1);
  EXPECT_EQ(campaign->summary().coupons_by_template().at("latte"), 1);
  EXPECT_EQ(campaign->summary().guest_orders(), 0);
  const auto chain = Summary("");
  ASSERT_TRUE(chain.ok()) << chain.status();
  EXPECT_EQ(chain->summary().orders(), 2);
  EXPECT_EQ(chain->summary().guest_orders(), 1);
  EXPECT_EQ(chain->summary().paid_fen(), 3500);
  EXPECT_EQ(chain->freshness().newest_event_time().nanos(), 20'000'000);
  EXPECT_EQ(Summary("autumn").status().code(), absl::StatusCode::kNotFound);
}

TEST_P(StatsServiceTest, ShowsWhatCouponsDidAtTheTill) {
  Add(1, UseEvent(event::v1::CouponUsed::STEP_RESERVED));
  Add(1, UseEvent(event::v1::CouponUsed::STEP_REDEEMED), kHourMs);
  Add(1, UseEvent(event::v1::CouponUsed::STEP_REVERSED), 2 * kHourMs);
  const CampaignSummary summary = Summary("spring")->summary();
  EXPECT_EQ(summary.coupons_reserved(), 1);
  EXPECT_EQ(summary.coupons_redeemed(), 1);
  EXPECT_EQ(summary.discount_fen(), 250);
  EXPECT_EQ(summary.coupons_reversed(), 1);
  EXPECT_EQ(summary.reversed_fen(), 100);
  EXPECT_EQ(Timeseries(Query(METRIC_COUPONS_REDEEMED, GRANULARITY_DAY))->points(0).value(), 1);
  EXPECT_EQ(Timeseries(Query(METRIC_DISCOUNT_FEN, GRANULARITY_DAY))->points(0).value(), 250);
}

TEST_P(StatsServiceTest, SaysHowFarTheNumbersAre) {
  EXPECT_FALSE(Summary("")->freshness().has_newest_event_time());
  Add(1, OrderEvent("o1", "u1", 500));
  SetNewest(1, 4);
  SetNewest(2, 2);
  EXPECT_EQ(Summary("")->freshness().pending_events(), 5);
  SetNewest(1, 1);
  SetNewest(2, 0);
  EXPECT_EQ(Summary("")->freshness().pending_events(), 0);
}

TEST_P(StatsServiceTest, SaysThatTheStoreIsNotReady) {
  Server().Reset();
  const absl::Status empty = Summary("").status();
  EXPECT_EQ(empty.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(empty.message()), HasSubstr("the store is not ready"));
}

TEST_P(StatsServiceTest, CutsHoursWithEmptyOnesAmongThem) {
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, OpenEvent("bag", 1, "u3"), 2 * kHourMs);
  Add(1, OpenEvent("bag", 2, "u4"), 2 * kHourMs + 1);
  QueryTimeseriesRequest request = Query(METRIC_OPENINGS, GRANULARITY_HOUR);
  request.mutable_start_time()->set_seconds(kEventMs / 1000);
  const auto series = Timeseries(request);
  ASSERT_TRUE(series.ok()) << series.status();
  std::vector<int64_t> values;
  for (const TimeseriesPoint& point : series->points()) values.push_back(point.value());
  EXPECT_THAT(values, ElementsAre(1, 0, 2));
  EXPECT_EQ(series->points(0).start_time().seconds(), 1'772'359'200);
  EXPECT_EQ(series->time_zone(), "Asia/Shanghai");
}

TEST_P(StatsServiceTest, AddsQuartersUpToTheCapOfSums) {
  for (int quarter = 0; quarter < 2; ++quarter) {
    event::v1::Event order = OrderWithBagEvent(absl::StrCat("o", quarter), "u1", absl::StrCat("bag", quarter));
    order.mutable_order_reported()->set_paid_at_ms(kEventMs + quarter * kHourMs / 4);
    order.mutable_order_reported()->set_amount_fen(INT64_MAX / 3 * 2);
    Add(1, order);
  }
  const auto series = Timeseries(Query(METRIC_REVENUE_FEN, GRANULARITY_HOUR));
  ASSERT_TRUE(series.ok()) << series.status();
  ASSERT_EQ(series->points_size(), 1);
  EXPECT_EQ(series->points(0).value(), INT64_MAX);
}

TEST_P(StatsServiceTest, CutsDaysFromTheFirstThatCounts) {
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, OpenEvent("bag", 1, "u3"), 24 * kHourMs);
  const auto series = Timeseries(Query(METRIC_LIABILITY_FEN, GRANULARITY_DAY));
  ASSERT_TRUE(series.ok()) << series.status();
  ASSERT_EQ(series->points_size(), 2);
  EXPECT_EQ(series->points(0).start_time().seconds(), MarchSpec().start_time().seconds());
  EXPECT_EQ(series->points(0).value(), 300);
  EXPECT_EQ(series->points(1).value(), 300);
}

// A campaign whose window spans a decade.
TEST_P(StatsServiceTest, CutsTheMostRecentBucketsWhereNoStartIsAskedFor) {
  AddCampaign("decade", absl::FromCivil(absl::CivilYear(2020), absl::UTCTimeZone()));
  Add(1, OpenEventOf("decade"), -12'000 * kHourMs);
  Add(1, OpenEventOf("decade"));
  QueryTimeseriesRequest request = Query(METRIC_OPENINGS, GRANULARITY_HOUR);
  request.set_campaign_id("decade");
  const auto hours = Timeseries(request);
  ASSERT_TRUE(hours.ok()) << hours.status();
  EXPECT_EQ(hours->points_size(), 10'000);
  EXPECT_EQ(hours->points(9'999).value(), 1);
  request.set_granularity(GRANULARITY_DAY);
  const auto days = Timeseries(request);
  ASSERT_TRUE(days.ok()) << days.status();
  EXPECT_EQ(days->points_size(), 501);
  EXPECT_EQ(days->points(0).value(), 1);
}

TEST_P(StatsServiceTest, EndsWithTheCampaignAndWhatItCountsLater) {
  constexpr int64_t kFortyDaysMs = 40 * 24 * kHourMs;
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, OrderEvent("o9", "", 500), kFortyDaysMs);
  EXPECT_EQ(Timeseries(Query(METRIC_OPENINGS, GRANULARITY_DAY))->points_size(), 31);
  Add(1, OpenEvent("bag", 1, "u3"), kFortyDaysMs - 5 * 24 * kHourMs);
  EXPECT_EQ(Timeseries(Query(METRIC_OPENINGS, GRANULARITY_DAY))->points_size(), 36);
}

TEST_P(StatsServiceTest, HasNoBucketsBeforeAnythingHappened) {
  EXPECT_EQ(Timeseries(Query(METRIC_ORDERS, GRANULARITY_DAY))->points_size(), 0);
}

TEST_P(StatsServiceTest, PutsCampaignsSideBySide) {
  Add(1, OpenEvent("bag", 0, "u2"));
  SetNewest(1, 3);
  QuerySparklinesRequest request;
  request.set_granularity(GRANULARITY_DAY);
  request.add_metrics(METRIC_OPENINGS);
  EXPECT_EQ(caller_->Call<QuerySparklinesResponse>("QuerySparklines", request).status().code(),
            absl::StatusCode::kInvalidArgument);
  request.add_campaign_ids("spring");
  request.add_campaign_ids("");
  const auto lines = caller_->Call<QuerySparklinesResponse>("QuerySparklines", request);
  ASSERT_TRUE(lines.ok()) << lines.status();
  ASSERT_EQ(lines->campaigns_size(), 2);
  EXPECT_EQ(lines->campaigns(1).series(0).points(0).value(), 1);
  EXPECT_EQ(lines->freshness().pending_events(), 2);
}

TEST_P(StatsServiceTest, RefusesQueriesThatMakeNoSense) {
  QueryTimeseriesRequest backwards = Query(METRIC_ORDERS, GRANULARITY_DAY);
  backwards.mutable_start_time()->set_seconds(2);
  backwards.mutable_end_time()->set_seconds(1);
  QueryTimeseriesRequest endless = Query(METRIC_ORDERS, GRANULARITY_HOUR);
  endless.mutable_start_time()->set_seconds(0);
  endless.mutable_end_time()->set_seconds(2'000'000'000);
  QueryTimeseriesRequest cut = Query(METRIC_ORDERS, GRANULARITY_DAY);
  cut.set_campaign_id(std::string("spring\0x", 8));
  EXPECT_EQ(Summary(cut.campaign_id()).status().code(), absl::StatusCode::kInvalidArgument);
  const std::pair<QueryTimeseriesRequest, const char*> cases[] = {
      {Query(METRIC_UNSPECIFIED, GRANULARITY_DAY), "metric is 0"},
      {Query(static_cast<Metric>(99), GRANULARITY_DAY), "metric is 99"},
      {Query(METRIC_ORDERS, GRANULARITY_UNSPECIFIED), "granularity is 0"},
      {backwards, "end_time is 1970-01-01T00:00:01"},
      {endless, "more than 10000 buckets"},
      {cut, "campaign_id is \"spring\\x00x\""},
  };
  for (const auto& [request, message] : cases) {
    const absl::Status status = Timeseries(request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << message;
    EXPECT_THAT(std::string(status.message()), HasSubstr(message));
  }
  QueryTimeseriesRequest unknown = Query(METRIC_ORDERS, GRANULARITY_DAY);
  unknown.set_campaign_id("autumn");
  EXPECT_EQ(Timeseries(unknown).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(StatsServiceTest, ShowsTheFunnelOfDays) {
  Add(1, OrderWithBagEvent("o1", "sharer", "bag"));
  Add(1, OpenEvent("bag", 0, "u2"), 24 * kHourMs);
  Add(1, UseEvent(event::v1::CouponUsed::STEP_REDEEMED), 24 * kHourMs);
  Add(2, OrderEvent("o2", "u2", 500), 24 * kHourMs);
  Add(2, ConversionEvent("o2", "u2"), 24 * kHourMs);
  Add(2, OrderEvent("o3", "u2", 500), 48 * kHourMs);
  QueryFunnelRequest request;
  request.set_campaign_id("spring");
  const auto whole = caller_->Call<QueryFunnelResponse>("QueryFunnel", request);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_THAT(Steps(whole->funnel()), ElementsAre(1, 1, 1, 1, 1, 1, 1));
  EXPECT_EQ(whole->time_zone(), "Asia/Shanghai");
  EXPECT_TRUE(whole->freshness().has_newest_event_time());
  // From within the first day to the very beginning of the second, 16:00 in UTC.
  request.mutable_start_time()->set_seconds(kEventMs / 1000);
  request.mutable_end_time()->set_seconds(1'772'380'800);
  EXPECT_THAT(Steps(caller_->Call<QueryFunnelResponse>("QueryFunnel", request)->funnel()),
              ElementsAre(1, 1, 0, 0, 0, 0, 0));
  request.mutable_end_time()->set_nanos(1);
  EXPECT_THAT(Steps(caller_->Call<QueryFunnelResponse>("QueryFunnel", request)->funnel()),
              ElementsAre(1, 1, 1, 1, 1, 1, 1));
  EXPECT_EQ(Steps(caller_->Call<QueryFunnelResponse>("QueryFunnel", QueryFunnelRequest())->funnel())[0], 3);
}

TEST_P(StatsServiceTest, ShowsViralityInTheZoneOfTheCampaign) {
  Add(1, OrderWithBagEvent("o1", "sharer", "bag"));
  QueryViralityRequest request;
  request.set_campaign_id("spring");
  const auto virality = caller_->Call<QueryViralityResponse>("QueryVirality", request);
  ASSERT_TRUE(virality.ok()) << virality.status();
  EXPECT_EQ(virality->time_zone(), "Asia/Shanghai");
  ASSERT_EQ(virality->days_size(), 1);
  EXPECT_EQ(virality->days(0).start_time().seconds(), MarchSpec().start_time().seconds());
}

TEST_P(StatsServiceTest, RefusesDaysThatMakeNoSense) {
  QueryFunnelRequest backwards;
  backwards.mutable_start_time()->set_seconds(2);
  backwards.mutable_end_time()->set_seconds(1);
  const absl::Status refused = caller_->Call<QueryFunnelResponse>("QueryFunnel", backwards).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("end_time is 1970-01-01T00:00:01"));
  QueryViralityRequest late;
  late.mutable_start_time()->set_seconds(INT64_MAX);
  EXPECT_THAT(std::string(caller_->Call<QueryViralityResponse>("QueryVirality", late).status().message()),
              HasSubstr("start_time is 9223372036854775807 s"));
  QueryViralityRequest unknown;
  unknown.set_campaign_id("autumn");
  EXPECT_EQ(caller_->Call<QueryViralityResponse>("QueryVirality", unknown).status().code(),
            absl::StatusCode::kNotFound);
}

// Adds an opening after each summary, and goes after the third.
class Watcher final : public rpc::MessageWriter {
 public:
  explicit Watcher(std::function<void(int)> add) : add_(std::move(add)) {}
  async::Task<bool> Write(const google::protobuf::Message& message) override {
    openings.push_back(static_cast<const WatchSummaryResponse&>(message).summary().openings());
    add_(static_cast<int>(openings.size()));
    co_return openings.size() < 3;
  }
  std::vector<int64_t> openings;

 private:
  std::function<void(int)> add_;
};

TEST_P(StatsServiceTest, WatchesChanges) {
  Watcher watcher([this](int seen) { Add(1, OpenEvent("bag", seen - 1, "u2")); });
  WatchSummaryRequest request;
  request.set_campaign_id("spring");
  const auto table = service_->Methods();
  EXPECT_EQ(RunTask(loop_, table.back().stream(&request, &caller_->context(), &watcher)).code(),
            absl::StatusCode::kCancelled);
  EXPECT_THAT(watcher.openings, ElementsAre(0, 1, 2));
}

TEST_P(StatsServiceTest, EndsAWatchWithTheDrain) {
  KeptMessages messages;
  caller_->context().ended = [] { return true; };
  EXPECT_EQ(caller_->Stream("WatchSummary", WatchSummaryRequest(), &messages).code(), absl::StatusCode::kUnavailable);
}

TEST_P(StatsServiceTest, NamesUsersAsTheRoleMaySeeThem) {
  Add(1, OrderWithBagEvent("o1", "ann", "bag"));
  const auto first = [this] {
    const auto page = caller_->Call<ListSharersResponse>("ListSharers", ListSharersRequest());
    EXPECT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->sharers_size(), 1);
    EXPECT_TRUE(page->freshness().has_newest_event_time());
    return page->sharers(0).user();
  };
  EXPECT_EQ(first(), "ann");
  GetShareTreeRequest request;
  for (const auth::Role role : {auth::Role::kViewer, auth::Role::kEditor, auth::Role::kApprover}) {
    caller_->context().identity.role = role;
    request.set_user("ann");
    EXPECT_EQ(caller_->Call<GetShareTreeResponse>("GetShareTree", request).status().code(),
              absl::StatusCode::kNotFound);
    request.set_user(first());
    EXPECT_THAT(request.user(), testing::StartsWith("u-"));
    const auto tree = caller_->Call<GetShareTreeResponse>("GetShareTree", request);
    ASSERT_TRUE(tree.ok()) << tree.status();
    EXPECT_EQ(tree->nodes(0).user(), request.user());
  }
}

}  // namespace
}  // namespace fudai::stats
