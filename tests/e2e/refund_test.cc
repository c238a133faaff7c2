// Refunds of every kind: before and after the order, in part and in full, twice.
#include <gtest/gtest.h>

#include <string>

#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"

namespace fudai::e2e {
namespace {

using admin::v1::StatsService;
using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundResponse;
using harness::CampaignAt;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;
using harness::Refund;

class RefundTest : public SharedStack {
 protected:
  static ReportRefundResponse Report(const campaign::v1::ReportRefundRequest& refund) {
    const auto reply = stack().Ordering().Call(&OrderService::Stub::ReportRefund, refund);
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? *reply : ReportRefundResponse();
  }
};

TEST_F(RefundTest, APartThatLeavesEnoughKeepsTheBagOpenTheRestClosesIt) {
  stack().Publish("partial", CampaignAt("shop-a"));
  const auto order = Order("a1", "a-sharer", "shop-a");
  const campaign::v1::GivenBag bag = GiveBag(stack(), order);
  EXPECT_EQ(OpenBag(stack(), "a-first", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);

  const ReportRefundResponse part = Report(Refund("part", order, 1000));
  EXPECT_EQ(part.outcome(), ReportRefundResponse::OUTCOME_RECORDED);
  EXPECT_EQ(part.remaining_fen(), 1000);
  EXPECT_EQ(OpenBag(stack(), "a-second", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);

  const ReportRefundResponse rest = Report(Refund("rest", order, 1));
  EXPECT_EQ(rest.outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED) << "999 fen are below the campaign's 1000";
  EXPECT_EQ(rest.opened(), 2);
  EXPECT_EQ(OpenBag(stack(), "a-third", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_CLOSED);
  EXPECT_EQ(OpenBag(stack(), "a-first", bag.share_code())->outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED)
      << "it keeps its coupon";

  const ReportRefundResponse again = Report(Refund("rest", order, 1));
  EXPECT_TRUE(again.repeated());
  EXPECT_EQ(again.outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED);
  EXPECT_EQ(again.remaining_fen(), 999) << "a repeat takes nothing twice";
}

TEST_F(RefundTest, OneThatComesBeforeItsOrderTakesEffectWithIt) {
  stack().Publish("early", CampaignAt("shop-b"));
  const auto order = Order("b1", "b-sharer", "shop-b");
  EXPECT_EQ(Report(Refund("full", order, 2000)).outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  const auto reply = stack().Ordering().Call(&OrderService::Stub::ReportOrder, order);
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
}

TEST_F(RefundTest, TheSameKeyWithAnotherAmountIsRefused) {
  stack().Publish("conflict", CampaignAt("shop-c"));
  const auto order = Order("c1", "c-sharer", "shop-c");
  GiveBag(stack(), order);
  Report(Refund("one", order, 10));
  const auto other = stack().Ordering().Call(&OrderService::Stub::ReportRefund, Refund("one", order, 11));
  EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists) << other.status();
}

TEST_F(RefundTest, RevenueIsCorrectedEitherWay) {
  stack().Publish("revenue", CampaignAt("shop-d"));
  const auto kept = Order("d1", "d-sharer", "shop-d");
  GiveBag(stack(), kept);
  Report(Refund("part", kept, 300));
  const auto before = Order("d2", "d-sharer", "shop-d");
  Report(Refund("early", before, 500));
  GiveBag(stack(), before);
  stack().AwaitSettled();
  admin::v1::GetCampaignSummaryRequest request;
  request.set_campaign_id("revenue");
  const auto reply = stack().Marketer().Call(&StatsService::Stub::GetCampaignSummary, request);
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->summary().paid_fen(), 4000);
  EXPECT_EQ(reply->summary().refunded_fen(), 800);
  EXPECT_EQ(reply->summary().refunds(), 2);
}

}  // namespace
}  // namespace fudai::e2e
