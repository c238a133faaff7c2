#include "tests/replay/till.h"

#include <optional>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "tests/replay/client_facts.h"
#include "tests/replay/requests.h"

namespace fudai::replay {

using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundResponse;
using campaign::v1::Reservation;

namespace {

Telling TellingOf(bool repeated) { return repeated ? Telling::kAgain : Telling::kFirst; }

}  // namespace

void Till::Begin(int act) {
  const Act& begun = plan_.acts[act];
  if (begun.kind == Act::Kind::kReportOrder)
    checkouts_.try_emplace(act, Checkout(plan_.orders[begun.subject], begun.payment));
}

Call Till::NextCall(int act) const {
  const Act& running = plan_.acts[act];
  Call call{.act = act, .time_ms = running.time_ms};
  if (const auto checkout = checkouts_.find(act); checkout != checkouts_.end()) {
    call.time_ms = checkout->second.time_ms();
    call.request = checkout->second.request();
  } else if (const auto reversal = reversals_.find(act); reversal != reversals_.end()) {
    call.request = reversal->second;
  } else {
    call.request = RefundRequest(plan_.refunds[running.subject]);
  }
  return call;
}

bool Till::ReportsRow(int act) const {
  const CampaignRequest request = NextCall(act).request;
  return std::holds_alternative<campaign::v1::ReportOrderRequest>(request) ||
         std::holds_alternative<campaign::v1::ReportRefundRequest>(request);
}

bool Till::Take(int act, const ReportOrderResponse& response) {
  const auto found = checkouts_.find(act);
  const Checkout& checkout = found->second;
  LearnOrder(checkout.order(), response, facts_);
  if (checkout.pays()) {
    LearnPayment(checkout.reservation(), facts_);
    redemptions_.Add(checkout.order(), checkout.reservation().discount().discount_fen());
  }
  answers_.Count("order", ReportOrderResponse::Outcome_Name(response.outcome()));
  checkouts_.erase(found);
  return false;
}

bool Till::Take(int act, const ReportRefundResponse& response) {
  const Refund& refund = plan_.refunds[plan_.acts[act].subject];
  LearnRefund(refund, response, facts_);
  answers_.Count("refund", ReportRefundResponse::Outcome_Name(response.outcome()));
  const std::optional<campaign::v1::ReverseRedemptionRequest> reversal = redemptions_.ReversalFor(refund);
  if (reversal.has_value()) reversals_.emplace(act, *reversal);
  return reversal.has_value();
}

bool Till::Take(int act, const campaign::v1::GetReservationResponse& response) {
  return Advance(act, "reservation", response.reservation(), Telling::kAgain);
}

bool Till::Take(int act, const campaign::v1::QuoteOrderResponse& response) {
  answers_.Count("quote", response.discount().coupons().empty() ? "nothing_off" : "discount");
  checkouts_.at(act).Take(response.discount());
  return true;
}

bool Till::Take(int act, const campaign::v1::ReserveCouponsResponse& response) {
  return Advance(act, "reserve", response.reservation(), TellingOf(response.repeated()));
}

bool Till::Take(int act, const campaign::v1::RedeemReservationResponse& response) {
  return Advance(act, "redeem", response.reservation(), TellingOf(response.repeated()));
}

bool Till::Take(int act, const campaign::v1::ReleaseReservationResponse& response) {
  return Advance(act, "release", response.reservation(), TellingOf(response.repeated()));
}

bool Till::Advance(int act, absl::string_view asked, const Reservation& reservation, Telling telling) {
  LearnReservation(reservation, telling, facts_);
  answers_.Count(asked,
                 absl::StripPrefix(campaign::v1::ReservationState_Name(reservation.state()), "RESERVATION_STATE_"));
  checkouts_.at(act).Take(reservation);
  return true;
}

bool Till::Take(int act, const campaign::v1::ReverseRedemptionResponse& response) {
  const int64_t before_fen = redemptions_.Reverse(response.reservation().order_id(), response.reversed_fen());
  LearnReversal(response, before_fen, facts_);
  answers_.Count("reverse", response.repeated() ? "repeated" : "taken_back");
  reversals_.erase(act);
  return false;
}

bool Till::TakeRefusal(int act, const absl::Status& refusal) {
  const auto found = checkouts_.find(act);
  if (found == checkouts_.end() || !found->second.TakeRefusal(refusal)) return false;
  if (absl::IsNotFound(refusal)) {
    answers_.Count("reservation", "none");
  } else {
    answers_.Count("reserve", "refused, and paid without coupons");
  }
  return true;
}

}  // namespace fudai::replay
