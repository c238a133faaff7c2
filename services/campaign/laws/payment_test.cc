// An order that pays with its reservation: the order, the coupons' use and the bag are one act.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/campaign/checkout/checkout_store.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::laws {
namespace {

using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportOrderResponse;
using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using contracts::ReservationState;
using event::v1::CouponUsed;
using testing::HasSubstr;

class PaymentTest : public testing::Test {
 protected:
  PaymentTest() {
    rig_.Publish("spring", campaign_testing::SampleSpec());
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
    contracts::CouponCredit credit{"bag-0", "buyer", "bag", "sharer", {}};
    EXPECT_TRUE(rig_.Run(coupons_.Credit(credit)).ok());
  }

  void Reserve(const std::string& order_id) {
    checkout::ReserveInput input;
    input.address = {order_id, "buyer"};
    input.now_ms = absl::ToUnixMillis(SampleNow());
    input.record.set_user_id("buyer");
    input.record.set_deadline_ms(input.now_ms + 60'000);
    checkout::CouponToHold hold;
    hold.coupon_id = "bag-0";
    hold.use = {contracts::UseState::kReserved, input.record.deadline_ms(), 1, order_id, "spring/tea"};
    hold.discount_fen = 500;
    hold.liability = keys::KindOf({});
    hold.part.set_coupon_id("bag-0");
    input.coupons.push_back(hold);
    const auto answer = rig_.Run(store_.Reserve(std::move(input)));
    ASSERT_TRUE(answer.ok() && answer->outcome == checkout::ReserveOutcome::kHeld) << answer.status();
  }
  static ReportOrderRequest Order(const std::string& order_id) {
    campaign::v1::ReportOrderRequest request = campaign_testing::SampleOrder(order_id, "buyer");
    request.set_redeem_reservation(true);
    return request;
  }
  absl::StatusOr<ReportOrderResponse> Report(const ReportOrderRequest& request,
                                             absl::Duration after = absl::ZeroDuration()) {
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow() + after);
    return rig_.Run(orders_.ReportOrder(request, context));
  }
  int Count(CouponUsed::Step step) {
    const std::vector<event::v1::Event> events = rig_.AllEvents();
    return static_cast<int>(std::count_if(events.begin(), events.end(), [step](const event::v1::Event& event) {
      return event.coupon_used().step() == static_cast<uint32_t>(step);
    }));
  }
  int CountOrders() {
    const std::vector<event::v1::Event> events = rig_.AllEvents();
    return static_cast<int>(
        std::count_if(events.begin(), events.end(), [](const event::v1::Event& e) { return e.has_order_reported(); }));
  }

  StoreRig rig_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupons_{rig_.access()};
  checkout::CheckoutStore store_{rig_.access(1)};
  order::OrderService orders_{order::OrderStore(rig_.access()), {&rig_.codec(), &rig_.campaigns(), &numbers_}};
};

TEST_F(PaymentTest, TheOrderPaysAndEarnsItsBagInOneAct) {
  Reserve("order-1");
  const ReportOrderResponse first = Report(Order("order-1")).value();
  EXPECT_EQ(first.outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
  EXPECT_TRUE(Report(Order("order-1")).value().repeated());
  EXPECT_EQ(Count(CouponUsed::STEP_REDEEMED), 1);
  const auto after =
      rig_.Run(store_.Settle({"order-1", "buyer"}, absl::ToUnixMillis(SampleNow()), checkout::Purpose::kLook));
  EXPECT_EQ(after.value().reservation.state, ReservationState::kRedeemed);
}

TEST_F(PaymentTest, WithoutItsReservationNothingIsRecorded) {
  const absl::Status none = Report(Order("order-1")).status();
  EXPECT_EQ(none.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(none.message(), HasSubstr("its reservation, which is missing; this report changed nothing"));
  Reserve("order-1");
  const absl::Status expired = Report(Order("order-1"), absl::Minutes(1)).status();
  EXPECT_THAT(expired.message(), HasSubstr("its reservation, which is expired"));
  EXPECT_EQ(CountOrders(), 0);
  EXPECT_EQ(Count(CouponUsed::STEP_REDEEMED), 0);
  ReportOrderRequest without = Order("order-1");
  without.set_redeem_reservation(false);
  EXPECT_TRUE(Report(without).ok()) << "the order can still be reported";
  checkout::ReserveInput late;
  late.address = {"order-1", "buyer"};
  late.now_ms = absl::ToUnixMillis(SampleNow() + absl::Minutes(2));
  EXPECT_EQ(rig_.Run(store_.Reserve(late)).value().outcome, checkout::ReserveOutcome::kReported);
}

TEST_F(PaymentTest, ARepeatThatRedeemsPays) {
  Reserve("order-1");
  ReportOrderRequest without = Order("order-1");
  without.set_redeem_reservation(false);
  const ReportOrderResponse first = Report(without).value();
  const ReportOrderResponse paid = Report(Order("order-1")).value();
  EXPECT_TRUE(paid.repeated());
  EXPECT_EQ(paid.bag().bag_id(), first.bag().bag_id());
  EXPECT_EQ(Count(CouponUsed::STEP_REDEEMED), 1);
  EXPECT_TRUE(Report(Order("order-1"), absl::Hours(1)).ok());
  EXPECT_EQ(Count(CouponUsed::STEP_REDEEMED), 1) << "once";
  EXPECT_EQ(CountOrders(), 1);
}

TEST_F(PaymentTest, ARepeatThatRedeemsNeedsItsReservation) {
  ReportOrderRequest without = Order("order-1");
  without.set_redeem_reservation(false);
  ASSERT_TRUE(Report(without).ok());
  const absl::Status none = Report(Order("order-1")).status();
  EXPECT_EQ(none.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(none.message(), HasSubstr("its reservation, which is missing; this report changed nothing"));
}

TEST_F(PaymentTest, ARepeatAfterAReversalGetsTheFirstAnswer) {
  Reserve("order-1");
  ASSERT_TRUE(Report(Order("order-1")).ok());
  const checkout::ReverseInput all{{"order-1", "buyer"}, absl::ToUnixMillis(SampleNow()), "r", 0};
  ASSERT_TRUE(rig_.Run(store_.Reverse(all)).ok());
  EXPECT_TRUE(Report(Order("order-1")).value().repeated());
}

TEST_F(PaymentTest, AGuestHasNothingToRedeem) {
  ReportOrderRequest request = Order("order-1");
  request.clear_user_id();
  EXPECT_THAT(Report(request).status().message(), HasSubstr("redeem_reservation is true; a guest's order"));
}

TEST_F(PaymentTest, PaymentAndReleaseAtOnceHaveOneWinner) {
  for (int round = 0; round < 64; ++round) {
    const std::string order_id = absl::StrCat("order-", round);
    Reserve(order_id);
    const ReportOrderRequest request = Order(order_id);
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    std::optional<absl::Status> reported;
    std::optional<checkout::SettleAnswer> released;
    async::Spawn([](order::OrderService* orders, const ReportOrderRequest* order, const rpc::CallContext* call,
                    std::optional<absl::Status>* out) -> async::Task<void> {
      const absl::StatusOr<ReportOrderResponse> response = co_await orders->ReportOrder(*order, *call);
      *out = response.status();
    }(&orders_, &request, &context, &reported));
    async::Spawn([](checkout::CheckoutStore* store, std::string id,
                    std::optional<checkout::SettleAnswer>* out) -> async::Task<void> {
      checkout::ReservationAddress address{std::move(id), "buyer"};
      const absl::StatusOr<checkout::SettleAnswer> answer =
          co_await store->Settle(std::move(address), absl::ToUnixMillis(SampleNow()), checkout::Purpose::kRelease);
      *out = answer.value();
    }(&store_, order_id, &released));
    rig_.loop().RunUntil([&] { return reported.has_value() && released.has_value(); });
    const bool paid = released->reservation.state == ReservationState::kRedeemed;
    EXPECT_EQ(reported->ok(), paid);
    EXPECT_EQ(released->reservation.state == ReservationState::kReleased, !paid);
    if (!paid) continue;
    EXPECT_EQ(Count(CouponUsed::STEP_REDEEMED), 1);
    return;  // the coupon is used for good
  }
}

}  // namespace
}  // namespace fudai::laws
