// The live views: they send at once, and again when there is something new.
#include <gtest/gtest.h>

#include <string>

#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/growth_coffee.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"

namespace fudai::e2e {
namespace {

using campaign::v1::OpenBagResponse;
using harness::CampaignAt;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;

class StreamsTest : public SharedStack {};

TEST_F(StreamsTest, WatchCupShowsTheCupFilling) {
  stack().Publish("cups", CampaignAt("shop-w"));
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("w1", "w-sharer", "shop-w"));
  const harness::Caller sharer = stack().App("w-sharer");
  campaign::v1::GrowthCoffeeService::Stub stub(sharer.channel());
  grpc::ClientContext context;
  sharer.Prepare(&context);
  campaign::v1::WatchCupRequest request;
  request.set_campaign_id("cups");
  const auto cups = stub.WatchCup(&context, request);
  campaign::v1::WatchCupResponse seen;
  ASSERT_TRUE(cups->Read(&seen));
  EXPECT_EQ(seen.cup().total_drops(), 0);
  EXPECT_EQ(seen.cup().drops_per_cup(), 40);

  int64_t last = 0;
  for (const std::string friend_id : {"w-1", "w-2", "w-3"}) {
    ASSERT_EQ(OpenBag(stack(), friend_id, bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
    ASSERT_TRUE(cups->Read(&seen));
    EXPECT_GT(seen.cup().total_drops(), last);
    last = seen.cup().total_drops();
  }
  EXPECT_EQ(seen.cup().filled(), 1);
  context.TryCancel();
  EXPECT_EQ(cups->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(StreamsTest, WatchSummaryFollowsTheOpens) {
  stack().Publish("summaries", CampaignAt("shop-x"));
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("x1", "x-sharer", "shop-x"));
  const harness::Caller marketer = stack().Marketer();
  admin::v1::StatsService::Stub stub(marketer.channel());
  grpc::ClientContext context;
  marketer.Prepare(&context);
  admin::v1::WatchSummaryRequest request;
  request.set_campaign_id("summaries");
  const auto summaries = stub.WatchSummary(&context, request);
  admin::v1::WatchSummaryResponse seen;
  ASSERT_TRUE(summaries->Read(&seen));
  ASSERT_EQ(OpenBag(stack(), "x-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  while (seen.summary().coupons_credited() < 1)
    ASSERT_TRUE(summaries->Read(&seen)) << "the stream ended before it showed the open";
  EXPECT_EQ(seen.summary().openings(), 1);
  EXPECT_EQ(seen.summary().orders(), 1);
  context.TryCancel();
  EXPECT_EQ(summaries->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace fudai::e2e
