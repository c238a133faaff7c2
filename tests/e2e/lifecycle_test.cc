// Pause, resume and end: what callers see of them, and that repeats are safe. kill_switch_test.cc has them under load.
#include <gtest/gtest.h>

#include <string>

#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"

namespace fudai::e2e {
namespace {

using admin::v1::CampaignService;
using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using campaign::v1::ReportOrderResponse;
using harness::CampaignAt;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;

class LifecycleTest : public SharedStack {
 protected:
  static absl::Status Pause(const std::string& campaign_id, const std::string& request_id) {
    admin::v1::PauseCampaignRequest request;
    request.set_campaign_id(campaign_id);
    request.set_request_id(request_id);
    return stack().Marketer().Call(&CampaignService::Stub::PauseCampaign, request).status();
  }
  static absl::Status Resume(const std::string& campaign_id, const std::string& request_id) {
    admin::v1::ResumeCampaignRequest request;
    request.set_campaign_id(campaign_id);
    request.set_request_id(request_id);
    return stack().Marketer().Call(&CampaignService::Stub::ResumeCampaign, request).status();
  }
  static absl::Status End(const std::string& campaign_id) {
    admin::v1::EndCampaignRequest request;
    request.set_campaign_id(campaign_id);
    return stack().Marketer().Call(&CampaignService::Stub::EndCampaign, request).status();
  }
};

TEST_F(LifecycleTest, PauseStopsOrdersAndOpensUntilResumed) {
  stack().Publish("pausing", CampaignAt("shop-p"));
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("p1", "p-sharer", "shop-p"));
  ASSERT_TRUE(Pause("pausing", "request-1").ok());
  EXPECT_EQ(OpenBag(stack(), "p-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_CAMPAIGN_PAUSED);
  const auto order = stack().Ordering().Call(&OrderService::Stub::ReportOrder, Order("p2", "p-sharer", "shop-p"));
  ASSERT_TRUE(order.ok()) << order.status();
  EXPECT_EQ(order->outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  ASSERT_TRUE(Resume("pausing", "request-2").ok());
  EXPECT_EQ(OpenBag(stack(), "p-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  GiveBag(stack(), Order("p3", "p-sharer", "shop-p"));
}

// A late retry of a pause must not pause a campaign that was resumed since.
TEST_F(LifecycleTest, ARepeatedPauseChangesNothing) {
  stack().Publish("repeating", CampaignAt("shop-q"));
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("q1", "q-sharer", "shop-q"));
  ASSERT_TRUE(Pause("repeating", "pause-1").ok());
  ASSERT_TRUE(Resume("repeating", "resume-1").ok());
  EXPECT_TRUE(Pause("repeating", "pause-1").ok());
  EXPECT_EQ(OpenBag(stack(), "q-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
}

TEST_F(LifecycleTest, AnEndIsForGood) {
  stack().Publish("ending", CampaignAt("shop-e"));
  const campaign::v1::GivenBag bag = GiveBag(stack(), Order("e1", "e-sharer", "shop-e"));
  ASSERT_EQ(OpenBag(stack(), "e-early", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  ASSERT_TRUE(End("ending").ok());
  EXPECT_EQ(OpenBag(stack(), "e-friend", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_CAMPAIGN_ENDED);
  EXPECT_EQ(OpenBag(stack(), "e-early", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED)
      << "it keeps its coupon";
  EXPECT_FALSE(Resume("ending", "request-3").ok());
  EXPECT_TRUE(End("ending").ok()) << "a repeat";
}

}  // namespace
}  // namespace fudai::e2e
