#include "tests/replay/checkout.h"

#include <optional>

#include "google/protobuf/util/time_util.h"
#include "tests/replay/requests.h"

namespace fudai::replay {

using campaign::v1::Reservation;
using google::protobuf::util::TimeUtil;

namespace {

constexpr int64_t kHoldSeconds = int64_t{15} * 60;
constexpr int64_t kLateLookMs = (kHoldSeconds + 60) * 1'000;

// A call that names no more than the order and its buyer.
template <typename Request>
Request About(const Order& order) {
  Request request;
  request.set_order_id(order.order_id);
  request.set_user_id(order.user_id);
  return request;
}

}  // namespace

Checkout::Checkout(const Order& order, Payment payment)
    : order_(order),
      payment_(payment),
      step_(payment == Payment::kPlain || !BasketOf(order).has_value() ? Step::kReport : Step::kLook) {}

CampaignRequest Checkout::request() const {
  switch (step_) {
    case Step::kLook:
      return About<campaign::v1::GetReservationRequest>(order_);
    case Step::kQuote: {
      campaign::v1::QuoteOrderRequest request;
      request.set_user_id(order_.user_id);
      *request.mutable_basket() = *BasketOf(order_);
      return request;
    }
    case Step::kReserve:
      return ReserveRequest();
    case Step::kRedeem:
      return About<campaign::v1::RedeemReservationRequest>(order_);
    case Step::kRelease:
      return About<campaign::v1::ReleaseReservationRequest>(order_);
    case Step::kReport:
      break;
  }
  campaign::v1::ReportOrderRequest report = OrderRequest(order_);
  report.set_redeem_reservation(pays_);
  return report;
}

campaign::v1::ReserveCouponsRequest Checkout::ReserveRequest() const {
  auto request = About<campaign::v1::ReserveCouponsRequest>(order_);
  for (const std::string& coupon : quoted_) request.add_coupon_ids(coupon);
  *request.mutable_basket() = *BasketOf(order_);
  *request.mutable_hold() = TimeUtil::SecondsToDuration(kHoldSeconds);
  return request;
}

int64_t Checkout::time_ms() const {
  const bool late = step_ == Step::kRelease && payment_ == Payment::kLetExpire;
  return late ? order_.paid_at_ms + kLateLookMs : order_.paid_at_ms;
}

void Checkout::Take(const campaign::v1::Discount& quoted) {
  for (const campaign::v1::AppliedCoupon& coupon : quoted.coupons()) quoted_.push_back(coupon.coupon_id());
  step_ = quoted_.empty() ? Step::kReport : Step::kReserve;
}

void Checkout::Take(const Reservation& reservation) {
  reservation_ = reservation;
  step_ = Step::kReport;
  switch (reservation.state()) {
    case campaign::v1::RESERVATION_STATE_RESERVED:
      pays_ = payment_ == Payment::kWithReport || payment_ == Payment::kBeforeReport;
      if (payment_ == Payment::kBeforeReport) step_ = Step::kRedeem;
      if (!pays_) step_ = Step::kRelease;
      break;
    case campaign::v1::RESERVATION_STATE_REDEEMED:
    case campaign::v1::RESERVATION_STATE_REVERSED:
      pays_ = true;
      break;
    default:
      pays_ = false;
  }
}

bool Checkout::TakeRefusal(const absl::Status& refusal) {
  if (step_ == Step::kLook && absl::IsNotFound(refusal)) {
    step_ = Step::kQuote;
    return true;
  }
  if (step_ == Step::kReserve && absl::IsFailedPrecondition(refusal)) {
    step_ = Step::kReport;
    return true;
  }
  return false;
}

}  // namespace fudai::replay
