// The main job, end to end, on both databases: an order earns a bag, friends open it, the cup fills, the marketer sees
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/testing/postgres_server.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/coupons.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/harness/acts.h"
#include "tests/harness/ledger.h"
#include "tests/harness/stack.h"

namespace fudai::e2e {
namespace {

using admin::v1::CampaignSummary;
using admin::v1::StatsService;
using campaign::v1::CouponService;
using campaign::v1::GrowthCoffeeService;
using campaign::v1::LuckyBagService;
using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;
using ::testing::IsEmpty;

enum class Database { kSqlite, kPostgresql };

class MainJobTest : public ::testing::TestWithParam<Database> {
 protected:
  void SetUp() override {
    harness::StackOptions options;
    if (GetParam() == Database::kPostgresql) {
      if (!testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
      postgres_ = std::make_unique<testsupport::PostgresServer>();
      options.database = postgres_->NewDatabase();
    }
    stack_ = std::make_unique<harness::Stack>(options);
    stack_->Publish("spring", spec_);
  }

  CampaignSummary Summary(const std::string& campaign_id) const {
    admin::v1::GetCampaignSummaryRequest request;
    request.set_campaign_id(campaign_id);
    const auto reply = stack_->Marketer().Call(&StatsService::Stub::GetCampaignSummary, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? reply->summary() : CampaignSummary();
  }

  campaign::v1::Cup CupOf(const std::string& user_id) const {
    campaign::v1::GetCupRequest request;
    request.set_campaign_id("spring");
    const auto reply = stack_->App(user_id).Call(&GrowthCoffeeService::Stub::GetCup, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? reply->cup() : campaign::v1::Cup();
  }

  campaign::v1::ListCouponsResponse WalletOf(const std::string& user_id) const {
    const auto reply = stack_->App(user_id).Call(&CouponService::Stub::ListCoupons, campaign::v1::ListCouponsRequest());
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? *reply : campaign::v1::ListCouponsResponse();
  }

  // The metric's total by days.
  int64_t TotalByDays(admin::v1::Metric metric) const {
    admin::v1::QueryTimeseriesRequest request;
    request.set_campaign_id("spring");
    request.set_metric(metric);
    request.set_granularity(admin::v1::GRANULARITY_DAY);
    const auto reply = stack_->Marketer().Call(&StatsService::Stub::QueryTimeseries, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    int64_t total = 0;
    if (reply.ok()) {
      for (const admin::v1::TimeseriesPoint& point : reply->points()) total += point.value();
    }
    return total;
  }

  const campaign::v1::CampaignSpec spec_ = harness::CampaignAt("shop");
  std::unique_ptr<testsupport::PostgresServer> postgres_;
  std::unique_ptr<harness::Stack> stack_;
};

// u1's bag is opened by three friends who have never ordered: 15 + 15 + 25 drops fill a cup of 40 and leave 15. The
// first friend then orders: a conversion.
TEST_P(MainJobTest, OrdersEarnBagsFriendsOpenCupsFillMarketersSee) {
  const campaign::v1::GivenBag bag = GiveBag(*stack_, Order("o1", "u1", "shop"));
  EXPECT_EQ(bag.size(), 3);
  EXPECT_LE(bag.share_code().size(), 32);

  int64_t coupons_fen = 0;
  for (const std::string friend_id : {"u2", "u3", "u4"}) {
    const auto opened = OpenBag(*stack_, friend_id, bag.share_code());
    ASSERT_TRUE(opened.ok()) << opened.status();
    EXPECT_EQ(opened->outcome(), OpenBagResponse::OUTCOME_OPENED);
    EXPECT_TRUE(opened->new_user());
    coupons_fen += opened->coupon().value_fen();
    const campaign::v1::ListCouponsResponse wallet = WalletOf(friend_id);
    ASSERT_EQ(wallet.coupons_size(), 1);
    EXPECT_EQ(wallet.coupons(0).coupon_id(), opened->coupon().coupon_id());
  }
  EXPECT_EQ(coupons_fen, 300 + 300 + 500);
  EXPECT_EQ(OpenBag(*stack_, "u5", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_EMPTY);

  const campaign::v1::Cup cup = CupOf("u1");
  EXPECT_EQ(cup.total_drops(), 55);
  EXPECT_EQ(cup.filled(), 1);
  EXPECT_EQ(cup.drops(), 15);
  EXPECT_EQ(cup.helpers(), 3);
  const campaign::v1::ListCouponsResponse sharers_wallet = WalletOf("u1");
  ASSERT_EQ(sharers_wallet.coupons_size(), 1);
  EXPECT_EQ(sharers_wallet.coupons(0).source(), campaign::v1::COUPON_SOURCE_GROWTH_COFFEE);
  EXPECT_EQ(sharers_wallet.coupons(0).value_fen(), 2800);

  const auto second_order = stack_->Ordering().Call(&OrderService::Stub::ReportOrder, Order("o2", "u2", "shop"));
  ASSERT_TRUE(second_order.ok()) << second_order.status();
  EXPECT_EQ(second_order->conversion().sharer_id(), "u1");
  EXPECT_EQ(second_order->conversion().bag_id(), bag.bag_id());

  stack_->AwaitSettled();
  const CampaignSummary summary = Summary("spring");
  EXPECT_EQ(summary.orders(), 2);
  EXPECT_EQ(summary.paid_fen(), 4000);
  EXPECT_EQ(summary.bags_issued(), 2);
  EXPECT_EQ(summary.bags_opened(), 1);
  EXPECT_EQ(summary.openings(), 3);
  EXPECT_EQ(summary.coupons_issued(), 3);
  EXPECT_EQ(summary.coupons_credited(), 3);
  EXPECT_EQ(summary.coupons_by_template().at("off-3"), 2);
  EXPECT_EQ(summary.distinct_openers(), 3);
  EXPECT_EQ(summary.new_users(), 3);
  EXPECT_EQ(summary.conversions(), 1);
  EXPECT_EQ(summary.free_coffees(), 1);
  EXPECT_EQ(summary.drops(), 55);
  EXPECT_EQ(summary.liability_fen(), 1100 + 2800);
  EXPECT_EQ(Summary("").orders(), 2);
  EXPECT_EQ(TotalByDays(admin::v1::METRIC_OPENINGS), 3);
  EXPECT_EQ(TotalByDays(admin::v1::METRIC_LIABILITY_FEN), 3900);

  const harness::Ledger ledger = harness::ReadLedger(*stack_);
  EXPECT_EQ(ledger.size(), 2u + 3u + 3u + 1u) << "orders, opens, credits, a conversion";
  EXPECT_THAT(harness::BrokenLaws(ledger, spec_), IsEmpty());
}

TEST_P(MainJobTest, ABagShowsAllBeforeTheTapAndGivesNothingForLooking) {
  const campaign::v1::GivenBag given = GiveBag(*stack_, Order("o1", "u1", "shop"));
  campaign::v1::GetBagRequest request;
  request.set_share_code(given.share_code());
  const auto seen = stack_->App("u2").Call(&LuckyBagService::Stub::GetBag, request);
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->bag().state(), campaign::v1::BAG_STATE_OPEN);
  EXPECT_EQ(seen->bag().remaining(), 3);
  EXPECT_EQ(seen->bag().contents_size(), 2);
  EXPECT_EQ(seen->bag().sharer_id(), "u1");
  EXPECT_EQ(seen->bag().growth().drops_per_cup(), 40);
  EXPECT_EQ(WalletOf("u2").coupons_size(), 0);
  EXPECT_EQ(OpenBag(*stack_, "u1", given.share_code())->outcome(), OpenBagResponse::OUTCOME_OWN_BAG);
}

// What an operator would do by hand, by the command line.
TEST_P(MainJobTest, TheCommandLineTellsTheSameStory) {
  const campaign::v1::GivenBag bag = GiveBag(*stack_, Order("o1", "u1", "shop"));
  ASSERT_TRUE(OpenBag(*stack_, "u2", bag.share_code()).ok());
  stack_->AwaitSettled();
  const harness::Ending summary = stack_->Fudai({"stats", "summary", "spring", "--json"});
  EXPECT_EQ(summary.exit_status, 0) << summary.error;
  EXPECT_THAT(summary.output, ::testing::HasSubstr("\"openings\": \"1\"")) << summary.output;
  const harness::Ending story = stack_->Fudai({"story", "bag", bag.share_code()});
  EXPECT_EQ(story.exit_status, 0) << story.error;
  EXPECT_THAT(story.output, ::testing::HasSubstr("u2"));
  const harness::Ending csv = stack_->Fudai({"ledger", "export", "--format", "csv"});
  EXPECT_EQ(csv.exit_status, 0) << csv.error;
  EXPECT_THAT(csv.output, ::testing::HasSubstr(bag.bag_id()));
}

INSTANTIATE_TEST_SUITE_P(Databases, MainJobTest, ::testing::Values(Database::kSqlite, Database::kPostgresql),
                         [](const auto& info) { return info.param == Database::kSqlite ? "Sqlite" : "Postgresql"; });

}  // namespace
}  // namespace fudai::e2e
