#include "tests/replay/checkout.h"

#include <string>
#include <variant>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/redemptions.h"
#include "tests/replay/requests.h"

namespace fudai::replay {
namespace {

using campaign::v1::GetReservationRequest;
using campaign::v1::QuoteOrderRequest;
using campaign::v1::RedeemReservationRequest;
using campaign::v1::ReleaseReservationRequest;
using campaign::v1::ReportOrderRequest;
using campaign::v1::ReservationState;
using campaign::v1::ReserveCouponsRequest;

const Order kOrder{.order_id = "o1", .user_id = "u1", .items = 2, .amount_fen = 3000, .paid_at_ms = 1'000'000};

campaign::v1::Discount Quoted() {
  campaign::v1::Discount discount;
  discount.add_coupons()->set_coupon_id("b1-0");
  return discount;
}

campaign::v1::Reservation In(ReservationState state) {
  campaign::v1::Reservation reservation;
  reservation.set_state(state);
  return reservation;
}

// The order's checkout once its coupons are reserved.
Checkout Reserved(Payment payment) {
  Checkout checkout(kOrder, payment);
  EXPECT_TRUE(std::holds_alternative<GetReservationRequest>(checkout.request()));
  EXPECT_TRUE(checkout.TakeRefusal(absl::NotFoundError("none")));
  EXPECT_EQ(std::get<QuoteOrderRequest>(checkout.request()).user_id(), "u1");
  checkout.Take(Quoted());
  const auto reserve = std::get<ReserveCouponsRequest>(checkout.request());
  EXPECT_EQ(reserve.coupon_ids(0), "b1-0");
  EXPECT_EQ(reserve.hold().seconds(), 900);
  checkout.Take(In(campaign::v1::RESERVATION_STATE_RESERVED));
  return checkout;
}

// Whether it now reports the order as paid with its reservation.
bool ReportsRedeeming(const Checkout& checkout) {
  const bool redeems = std::get<ReportOrderRequest>(checkout.request()).redeem_reservation();
  EXPECT_EQ(redeems, checkout.pays());
  EXPECT_EQ(checkout.time_ms(), kOrder.paid_at_ms);
  return redeems;
}

TEST(CheckoutTest, PaysPlainlyWithoutLooking) { EXPECT_FALSE(ReportsRedeeming(Checkout(kOrder, Payment::kPlain))); }

TEST(CheckoutTest, RedeemsWithTheReport) { EXPECT_TRUE(ReportsRedeeming(Reserved(Payment::kWithReport))); }

TEST(CheckoutTest, RedeemsBeforeTheReport) {
  Checkout checkout = Reserved(Payment::kBeforeReport);
  EXPECT_EQ(std::get<RedeemReservationRequest>(checkout.request()).order_id(), "o1");
  checkout.Take(In(campaign::v1::RESERVATION_STATE_REDEEMED));
  EXPECT_TRUE(ReportsRedeeming(checkout));
}

TEST(CheckoutTest, LetsGoOfCouponsAndPaysWithoutThem) {
  Checkout checkout = Reserved(Payment::kRelease);
  EXPECT_TRUE(std::holds_alternative<ReleaseReservationRequest>(checkout.request()));
  EXPECT_EQ(checkout.time_ms(), kOrder.paid_at_ms);
  checkout.Take(In(campaign::v1::RESERVATION_STATE_RELEASED));
  EXPECT_FALSE(ReportsRedeeming(checkout));
}

TEST(CheckoutTest, LooksAtCouponsAfterTheirDeadline) {
  Checkout checkout = Reserved(Payment::kLetExpire);
  EXPECT_TRUE(std::holds_alternative<ReleaseReservationRequest>(checkout.request()));
  EXPECT_GT(checkout.time_ms(), kOrder.paid_at_ms + 900'000);
  checkout.Take(In(campaign::v1::RESERVATION_STATE_EXPIRED));
  EXPECT_FALSE(ReportsRedeeming(checkout));
}

TEST(CheckoutTest, ARepeatGoesOnFromItsReservation) {
  for (const auto& [state, redeems] : {std::pair(campaign::v1::RESERVATION_STATE_RESERVED, true),
                                       std::pair(campaign::v1::RESERVATION_STATE_REDEEMED, true),
                                       std::pair(campaign::v1::RESERVATION_STATE_REVERSED, true),
                                       std::pair(campaign::v1::RESERVATION_STATE_RELEASED, false),
                                       std::pair(campaign::v1::RESERVATION_STATE_EXPIRED, false)}) {
    Checkout checkout(kOrder, Payment::kWithReport);
    checkout.Take(In(state));
    EXPECT_EQ(ReportsRedeeming(checkout), redeems) << state;
  }
}

TEST(CheckoutTest, GoesWithoutCouponsThatTakeNothingOffOrCannotBeReserved) {
  Checkout nothing_off(kOrder, Payment::kWithReport);
  EXPECT_TRUE(nothing_off.TakeRefusal(absl::NotFoundError("none")));
  nothing_off.Take(campaign::v1::Discount());
  EXPECT_FALSE(ReportsRedeeming(nothing_off));
  Checkout refused(kOrder, Payment::kWithReport);
  EXPECT_TRUE(refused.TakeRefusal(absl::NotFoundError("none")));
  refused.Take(Quoted());
  EXPECT_TRUE(refused.TakeRefusal(absl::FailedPreconditionError("order \"o1\" has been reported")));
  EXPECT_FALSE(ReportsRedeeming(refused));
}

TEST(CheckoutTest, OtherRefusalsAreNotItsBusiness) {
  Checkout checkout(kOrder, Payment::kWithReport);
  EXPECT_FALSE(checkout.TakeRefusal(absl::InvalidArgumentError("order_id is …")));
  EXPECT_FALSE(Reserved(Payment::kWithReport).TakeRefusal(absl::FailedPreconditionError("it is released")));
}

TEST(BasketTest, HoldsTheAmountToTheFen) {
  const auto two = BasketOf(kOrder);
  ASSERT_TRUE(two.has_value());
  EXPECT_EQ(two->lines(0).quantity(), 2);
  EXPECT_EQ(two->lines(0).unit_price_fen(), 1500);
  const auto whole = BasketOf({.items = 7, .amount_fen = 3000});
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->lines(0).quantity(), 1);
  EXPECT_EQ(whole->lines(0).unit_price_fen(), 3000);
  EXPECT_FALSE(BasketOf({.items = 1, .amount_fen = 1'000'000'001}).has_value());
}

TEST(RedemptionsTest, APartTakesItsShareAndTheRestTakesWhatIsLeft) {
  Redemptions redemptions;
  redemptions.Add(kOrder, 500);
  const auto part = redemptions.ReversalFor({.refund_id = "r1", .order_id = "o1", .user_id = "u1", .amount_fen = 1000});
  ASSERT_TRUE(part.has_value());
  EXPECT_EQ(part->reversal_id(), "r1");
  EXPECT_EQ(part->discount_fen(), 166);
  EXPECT_EQ(redemptions.Reverse("o1", 166), 0);
  const auto rest = redemptions.ReversalFor({.refund_id = "r2", .order_id = "o1", .amount_fen = 3000});
  ASSERT_TRUE(rest.has_value());
  EXPECT_EQ(rest->discount_fen(), 0) << "all that is left";
  EXPECT_EQ(redemptions.Reverse("o1", 334), 166);
  EXPECT_FALSE(redemptions.ReversalFor({.order_id = "o1", .amount_fen = 3000}).has_value()) << "nothing is left";
}

TEST(RedemptionsTest, AShareBelowOneFenAndAnUnknownOrderTakeNothing) {
  Redemptions redemptions;
  redemptions.Add(kOrder, 500);
  EXPECT_FALSE(redemptions.ReversalFor({.order_id = "o1", .amount_fen = 5}).has_value());
  EXPECT_FALSE(redemptions.ReversalFor({.order_id = "o2", .amount_fen = 3000}).has_value());
}

}  // namespace
}  // namespace fudai::replay
