#include "tests/replay/client_facts.h"

#include <algorithm>
#include <set>

namespace fudai::replay {

using campaign::v1::AppliedCoupon;
using campaign::v1::OpenBagResponse;
using campaign::v1::Reservation;
using event::v1::CouponUsed;

namespace {

void AddSteps(const Reservation& reservation, CouponUsed::Step step, Telling telling, Facts& facts) {
  for (const AppliedCoupon& coupon : reservation.discount().coupons()) {
    facts.AddCouponStep({.order_id = reservation.order_id(),
                         .coupon_id = coupon.coupon_id(),
                         .step = step,
                         .fen = coupon.discount_fen()},
                        telling);
  }
}

// The last step that a reservation in this state has taken, but for reversals.
CouponUsed::Step StepTo(campaign::v1::ReservationState state) {
  switch (state) {
    case campaign::v1::RESERVATION_STATE_REDEEMED:
    case campaign::v1::RESERVATION_STATE_REVERSED:
      return CouponUsed::STEP_REDEEMED;
    case campaign::v1::RESERVATION_STATE_RELEASED:
      return CouponUsed::STEP_RELEASED;
    case campaign::v1::RESERVATION_STATE_EXPIRED:
      return CouponUsed::STEP_EXPIRED;
    default:
      return CouponUsed::STEP_RESERVED;
  }
}

}  // namespace

void LearnOrder(const Order& order, const campaign::v1::ReportOrderResponse& response, Facts& facts) {
  facts.AddOrder(order.order_id, response.bag().bag_id(), response.repeated() ? Telling::kAgain : Telling::kFirst);
  if (response.has_conversion()) facts.AddConversion(order.user_id, order.order_id);
}

void LearnRefund(const Refund& refund, const campaign::v1::ReportRefundResponse& response, Facts& facts) {
  const bool order_known = response.outcome() != campaign::v1::ReportRefundResponse::OUTCOME_ORDER_UNKNOWN;
  facts.AddRefund(refund.order_id, refund.refund_id, order_known,
                  response.repeated() ? Telling::kAgain : Telling::kFirst);
}

void LearnReservation(const Reservation& reservation, Telling telling, Facts& facts) {
  const CouponUsed::Step last = StepTo(reservation.state());
  if (last != CouponUsed::STEP_RESERVED) AddSteps(reservation, CouponUsed::STEP_RESERVED, Telling::kAgain, facts);
  AddSteps(reservation, last, telling, facts);
}

void LearnPayment(const Reservation& reservation, Facts& facts) {
  AddSteps(reservation, CouponUsed::STEP_REDEEMED, Telling::kAgain, facts);
}

// Discount is taken back from the coupons in their order of application.
void LearnReversal(const campaign::v1::ReverseRedemptionResponse& response, int64_t before_fen, Facts& facts) {
  const Telling telling = response.repeated() ? Telling::kAgain : Telling::kFirst;
  const std::string& order_id = response.reservation().order_id();
  const std::set<std::string> returned(response.returned_coupon_ids().begin(), response.returned_coupon_ids().end());
  int64_t from = before_fen;
  int64_t left = response.reversed_fen();
  for (const AppliedCoupon& coupon : response.reservation().discount().coupons()) {
    const std::string& id = coupon.coupon_id();
    const int64_t discount = coupon.discount_fen();
    const int64_t start = std::min(from, discount);
    const int64_t taken = std::min(left, discount - start);
    if (taken > 0) facts.AddCouponStep({order_id, id, CouponUsed::STEP_REVERSED, taken, start}, telling);
    if (returned.contains(id)) facts.AddCouponStep({order_id, id, CouponUsed::STEP_RETURNED, discount, 0}, telling);
    from -= start;
    left -= taken;
  }
}

void LearnTap(const std::string& user_id, const OpenBagResponse& response, Facts& facts) {
  if (!BroughtCoupon(response)) return;
  facts.AddOpening({.bag_id = response.bag_id(),
                    .opener_id = user_id,
                    .coupon_id = response.coupon().coupon_id(),
                    .template_id = response.coupon().template_id(),
                    .value_fen = response.coupon().value_fen(),
                    .drops = response.growth().drops(),
                    .cups_filled = response.growth().cups_filled(),
                    .free_coffee_value_fen = response.growth().free_coffee_value_fen()},
                   response.outcome() == OpenBagResponse::OUTCOME_OPENED ? Telling::kFirst : Telling::kAgain);
  if (response.new_user()) facts.AddNewUser(user_id);
}

bool BroughtCoupon(const OpenBagResponse& response) {
  return response.outcome() == OpenBagResponse::OUTCOME_OPENED ||
         response.outcome() == OpenBagResponse::OUTCOME_ALREADY_OPENED;
}

}  // namespace fudai::replay
