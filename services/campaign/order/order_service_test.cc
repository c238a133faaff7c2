#include "services/campaign/order/order_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/campaign/order/order_service_fixture.h"

namespace fudai::order {
namespace {

using testing::HasSubstr;

TEST_F(OrderServiceTest, AReportWhoseDeadlinePassesBeforeItsActRecordsNothing) {
  const ReportOrderRequest order = Order("order1", "buyer", 3000);
  const rpc::CallContext late_order = CallThatRunsLate();
  EXPECT_EQ(rig_.Run(services_[0].ReportOrder(order, late_order)).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(BuyersEvents().empty());
  ASSERT_TRUE(Report(order).ok());
  const ReportRefundRequest refund = Refund("refund1", "order1", 100);
  const rpc::CallContext late_refund = CallThatRunsLate();
  EXPECT_EQ(rig_.Run(services_[0].ReportRefund(refund, late_refund)).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(BuyersEvents().size(), 1u);
}

TEST_F(OrderServiceTest, AnOrderEarnsABag) {
  rig_.Publish("spring", SampleSpec());
  const ReportOrderResponse response = Report(Order("order1", "buyer", 3000)).value();
  EXPECT_EQ(response.outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
  EXPECT_FALSE(response.repeated());
  EXPECT_EQ(response.bag().size(), 10);
  EXPECT_EQ(response.bag().campaign_id(), "spring");
  EXPECT_EQ(response.bag().expire_time().seconds(), absl::ToUnixSeconds(SampleNow() + absl::Hours(24 * 7)));
  const std::optional<sharecode::BagAddress> address = rig_.codec().Decode(response.bag().share_code());
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address->partition, partition::OfUser("buyer"));

  ASSERT_EQ(BuyersEvents().size(), 1u);
  const event::v1::OrderReported order = BuyersEvents()[0].order_reported();
  EXPECT_EQ(order.order_id(), "order1");
  EXPECT_EQ(order.amount_fen(), 3000);
  EXPECT_EQ(order.bag_id(), response.bag().bag_id());
  EXPECT_EQ(order.bag_size(), 10);
  EXPECT_EQ(order.first_order(), 1u);
}

TEST_F(OrderServiceTest, ARepeatGetsTheFirstAnswer) {
  rig_.Publish("spring", SampleSpec());
  const ReportOrderResponse first = Report(Order("order1", "buyer", 3000)).value();
  rig_.SetState("spring", partition::CampaignRecordState::kEnded);
  ReportOrderResponse again = Report(Order("order1", "buyer", 3000)).value();
  EXPECT_TRUE(again.repeated());
  again.set_repeated(false);
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(BuyersEvents().size(), 1u);
}

TEST_F(OrderServiceTest, OtherContentsAreRefused) {
  Report(Order("order1", "buyer", 3000)).IgnoreError();
  const absl::Status other = Report(Order("order1", "buyer", 3001)).status();
  EXPECT_EQ(other.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(other.message(), HasSubstr("another amount_fen"));
}

TEST_F(OrderServiceTest, AnOrderKeepsItsBuyer) {
  Report(Order("order1", "buyer", 3000)).IgnoreError();
  const absl::Status anothers = Report(Order("order1", "thief", 3000)).status();
  EXPECT_EQ(anothers.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(anothers.message(), HasSubstr("order_id \"order1\" belongs to another user_id"));
  EXPECT_THAT(anothers.message(), testing::Not(HasSubstr("buyer\"")));
  EXPECT_EQ(Report(Order("order1", "", 3000)).status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(OrderServiceTest, GuestsEarnNothing) {
  rig_.Publish("spring", SampleSpec());
  EXPECT_EQ(Report(Order("order1", "", 3000)).value().outcome(), ReportOrderResponse::OUTCOME_GUEST);
  const ReportOrderResponse again = Report(Order("order1", "", 3000)).value();
  EXPECT_EQ(again.outcome(), ReportOrderResponse::OUTCOME_GUEST);
  EXPECT_TRUE(again.repeated());
  const std::vector<event::v1::Event> events = rig_.Events(partition::OfUser("order1"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].order_reported().first_order(), 0u);
}

TEST_F(OrderServiceTest, ALiveCampaignGivesItsBagBesideManyDeadOnes) {
  rig_.Publish("live", SampleSpec());
  campaign::v1::CampaignSpec later = SampleSpec();
  later.mutable_start_time()->set_seconds(later.start_time().seconds() + 1);
  for (int i = 0; i < 10; ++i) {
    rig_.Publish(absl::StrCat("dead", i), later);
    rig_.SetState(absl::StrCat("dead", i), partition::CampaignRecordState::kEnded);
  }
  EXPECT_EQ(Report(Order("order1", "buyer", 3000)).value().bag().campaign_id(), "live");
  rig_.SetState("live", partition::CampaignRecordState::kPaused);
  EXPECT_EQ(Report(Order("order2", "buyer", 3000)).value().outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  rig_.SetState("live", partition::CampaignRecordState::kActive);
  EXPECT_EQ(Report(Order("order3", "buyer", 3000)).value().bag().campaign_id(), "live");
}

TEST_F(OrderServiceTest, OrdersThatNoCampaignTakesAreRecorded) {
  rig_.Publish("spring", SampleSpec());
  EXPECT_EQ(Report(Order("order1", "buyer", 2999)).value().outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  rig_.SetState("spring", partition::CampaignRecordState::kPaused);
  EXPECT_EQ(Report(Order("order2", "buyer", 3000)).value().outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  EXPECT_EQ(BuyersEvents()[1].order_reported().first_order(), 0u);
}

TEST_F(OrderServiceTest, APausedCampaignLeavesTheOrderToTheNext) {
  campaign::v1::CampaignSpec later = SampleSpec();
  later.mutable_start_time()->set_seconds(later.start_time().seconds() + 1);
  rig_.Publish("early", SampleSpec());
  rig_.Publish("late", later);
  EXPECT_EQ(Report(Order("order1", "buyer", 3000)).value().bag().campaign_id(), "late");
  rig_.SetState("late", partition::CampaignRecordState::kPaused);
  EXPECT_EQ(Report(Order("order2", "buyer", 3000)).value().bag().campaign_id(), "early");
}

TEST_F(OrderServiceTest, ATakenBagNumberIsReplaced) {
  rig_.Publish("spring", SampleSpec());
  numbers_.Tell(7);
  const std::string first = Report(Order("order1", "buyer", 3000)).value().bag().bag_id();
  numbers_.Tell(7);
  const std::string second = Report(Order("order2", "buyer", 3000)).value().bag().bag_id();
  EXPECT_NE(first, second);
}

TEST_F(OrderServiceTest, TheFirstOrderAfterATouchConverts) {
  Touch("buyer", SampleNow());
  const ReportOrderResponse first = Report(Order("order1", "buyer", 3000)).value();
  EXPECT_EQ(first.conversion().sharer_id(), "sharer");
  EXPECT_EQ(first.conversion().bag_id(), "bag1");
  EXPECT_EQ(Report(Order("order1", "buyer", 3000)).value().conversion().sharer_id(), "sharer");
  EXPECT_FALSE(Report(Order("order2", "buyer", 3000)).value().has_conversion());
  ASSERT_EQ(BuyersEvents().size(), 3u);
  const event::v1::ConversionRecorded conversion = BuyersEvents()[1].conversion_recorded();
  EXPECT_EQ(conversion.user_id(), "buyer");
  EXPECT_EQ(conversion.order_id(), "order1");
  EXPECT_EQ(conversion.sharer_id(), "sharer");
  EXPECT_EQ(conversion.campaign_id(), "spring");
}

TEST_F(OrderServiceTest, AnOrderPaidBeforeTheTouchDoesNotConvert) {
  Touch("buyer", SampleNow() + absl::Seconds(1));
  EXPECT_FALSE(Report(Order("order1", "buyer", 3000)).value().has_conversion());
}

TEST_F(OrderServiceTest, RefundsCloseTheBagOnceTooLittleRemains) {
  rig_.Publish("spring", SampleSpec());
  Report(Order("order1", "buyer", 4000)).IgnoreError();
  const ReportRefundResponse part = Report(Refund("refund1", "order1", 1000)).value();
  EXPECT_EQ(part.outcome(), ReportRefundResponse::OUTCOME_RECORDED);
  EXPECT_EQ(part.remaining_fen(), 3000);
  const ReportRefundResponse rest = Report(Refund("refund2", "order1", 1)).value();
  EXPECT_EQ(rest.outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED);
  EXPECT_EQ(rest.remaining_fen(), 2999);
  const ReportRefundResponse over = Report(Refund("refund3", "order1", 3000)).value();
  EXPECT_EQ(over.outcome(), ReportRefundResponse::OUTCOME_RECORDED);
  EXPECT_EQ(over.remaining_fen(), -1);

  const std::vector<event::v1::Event> events = BuyersEvents();
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[1].refund_reported().bag_closed(), 0u);
  EXPECT_EQ(events[1].refund_reported().order_known(), 1u);
  EXPECT_EQ(events[2].refund_reported().bag_closed(), 1u);
  EXPECT_EQ(events[3].refund_reported().bag_closed(), 0u);
}

TEST_F(OrderServiceTest, ARepeatedRefundGetsTheFirstAnswer) {
  rig_.Publish("spring", SampleSpec());
  Report(Order("order1", "buyer", 4000)).IgnoreError();
  const ReportRefundResponse first = Report(Refund("refund1", "order1", 2000)).value();
  Report(Refund("refund2", "order1", 2000)).IgnoreError();
  ReportRefundResponse again = Report(Refund("refund1", "order1", 2000)).value();
  EXPECT_TRUE(again.repeated());
  again.set_repeated(false);
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  const absl::Status other = Report(Refund("refund1", "order1", 2001)).status();
  EXPECT_EQ(other.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(other.message(),
              HasSubstr("refund_id \"refund1\" of order \"order1\" was reported before with another amount_fen"));
}

TEST_F(OrderServiceTest, RefundsBeforeTheirOrderCountWhenItComes) {
  rig_.Publish("spring", SampleSpec());
  EXPECT_EQ(Report(Refund("refund1", "order1", 1000)).value().outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  EXPECT_EQ(Report(Order("order1", "buyer", 3999)).value().outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  EXPECT_EQ(Report(Refund("refund2", "order1", 500)).value().remaining_fen(), 2499);

  EXPECT_EQ(Report(Refund("refund1", "order2", 1000)).value().outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  EXPECT_EQ(Report(Order("order2", "buyer", 4000)).value().outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
}

TEST_F(OrderServiceTest, EveryCampaignIsTriedForWhatRefundsLeft) {
  campaign::v1::CampaignSpec modest = SampleSpec();
  modest.mutable_trigger()->set_min_amount_fen(1000);
  modest.mutable_start_time()->set_seconds(modest.start_time().seconds() - 1);
  rig_.Publish("modest", modest);
  for (int i = 0; i < 6; ++i) rig_.Publish(absl::StrCat("dear", i), SampleSpec());
  EXPECT_TRUE(Report(Refund("refund1", "order1", 1000)).ok());
  EXPECT_EQ(Report(Order("order1", "buyer", 3000)).value().bag().campaign_id(), "modest");
}

TEST_F(OrderServiceTest, ARefundNeverDecidesWhoseOrderItIs) {
  rig_.Publish("spring", SampleSpec());
  for (const std::string& user_id : {std::string(), std::string("stranger")}) {
    ReportRefundRequest early = Refund("refund1", "order1", 4000);
    early.set_user_id(user_id);
    EXPECT_EQ(Report(early).value().outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
    EXPECT_TRUE(Report(early).value().repeated());
  }
  EXPECT_EQ(Report(Order("order1", "buyer", 4000)).value().outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
  EXPECT_EQ(Report(Refund("refund2", "order1", 1000)).value().remaining_fen(), 3000);
}

TEST_F(OrderServiceTest, AnEarlyRefundsRepeatGetsTheFirstAnswerWhoseverTheOrderBecomes) {
  ReportRefundRequest early = Refund("refund1", "order1", 1000);
  early.set_user_id("stranger");
  EXPECT_EQ(Report(early).value().outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  ASSERT_TRUE(Report(Order("order1", "buyer", 3000)).ok());
  const ReportRefundResponse again = Report(early).value();
  EXPECT_EQ(again.outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  EXPECT_TRUE(again.repeated());
  early.set_refund_id("refund2");
  EXPECT_EQ(Report(early).status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(OrderServiceTest, ARefundOfAnothersOrderIsRefused) {
  Report(Order("order1", "buyer", 3000)).IgnoreError();
  Report(Order("order2", "", 3000)).IgnoreError();
  for (const char* order_id : {"order1", "order2"}) {
    ReportRefundRequest anothers = Refund("refund1", order_id, 1000);
    anothers.set_user_id("stranger");
    const absl::Status status = Report(anothers).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
    EXPECT_THAT(status.message(), HasSubstr(absl::StrCat("order_id \"", order_id, "\" belongs to another user_id")));
  }
  EXPECT_EQ(rig_.AllEvents().size(), 2u);
}

TEST_F(OrderServiceTest, AFullyRefundedOrderKeepsNoBagEvenWhereEveryAmountTriggers) {
  campaign::v1::CampaignSpec spec = SampleSpec();
  spec.mutable_trigger()->set_min_amount_fen(0);
  rig_.Publish("spring", spec);
  EXPECT_EQ(Report(Order("order1", "buyer", 0)).value().outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
  EXPECT_EQ(Report(Refund("refund1", "order1", 0)).value().outcome(), ReportRefundResponse::OUTCOME_RECORDED);
  Report(Order("order2", "buyer", 100)).IgnoreError();
  EXPECT_EQ(Report(Refund("refund1", "order2", 100)).value().outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED);
}

TEST_F(OrderServiceTest, RefundsAddUpToAtMostWhatAnAmountMayBe) {
  const int64_t most = int64_t{1} << 53;
  EXPECT_TRUE(Report(Refund("refund1", "order1", most)).ok());
  EXPECT_THAT(Report(Refund("refund2", "order1", 1)).status().message(),
              HasSubstr("must add up to at most 9007199254740992"));
  EXPECT_EQ(Report(Refund("refund3", "order1", 0)).value().outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  Report(Order("order1", "buyer", most)).IgnoreError();
  EXPECT_EQ(Report(Refund("refund4", "order1", 0)).value().remaining_fen(), 0);
}

TEST_F(OrderServiceTest, OneOrderManyTimesAtOnceIsOneOrder) {
  rig_.Publish("spring", SampleSpec());
  const ReportOrderRequest request = Order("order1", "buyer", 3000);
  const rpc::CallContext context = rig_.CallBy("pos", SampleNow());
  std::vector<async::Task<absl::StatusOr<ReportOrderResponse>>> reports;
  for (int i = 0; i < 64; ++i) reports.push_back(services_[i % StoreRig::kClients].ReportOrder(request, context));
  std::set<std::string> bags;
  int first = 0;
  for (const auto& response : rig_.RunAll(std::move(reports))) {
    bags.insert(response.value().bag().share_code());
    first += response->repeated() ? 0 : 1;
  }
  EXPECT_EQ(first, 1);
  EXPECT_EQ(bags.size(), 1u);
  EXPECT_EQ(BuyersEvents().size(), 1u);
}

TEST_F(OrderServiceTest, BadInputChangesNothing) {
  EXPECT_EQ(Report(Order("", "buyer", 1)).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Report(Refund("", "order1", 1)).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(rig_.AllEvents().empty());
}

}  // namespace
}  // namespace fudai::order
