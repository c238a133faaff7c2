#include "services/campaign/checkout/checkout_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"
#include "services/campaign/checkout/checkout_rules.h"
#include "services/campaign/checkout/preparation.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/pricing/best_combination.h"
#include "services/campaign/pricing/obstacle.h"

namespace fudai::checkout {
namespace {

using campaign::v1::ReserveCouponsRequest;
using campaign::v1::ReserveCouponsResponse;
using contracts::Quoted;
using contracts::ReservationState;

campaign::v1::ReservationState ToState(ReservationState state) {
  switch (state) {
    case ReservationState::kReserved:
      return campaign::v1::RESERVATION_STATE_RESERVED;
    case ReservationState::kRedeemed:
      return campaign::v1::RESERVATION_STATE_REDEEMED;
    case ReservationState::kReleased:
      return campaign::v1::RESERVATION_STATE_RELEASED;
    case ReservationState::kExpired:
      return campaign::v1::RESERVATION_STATE_EXPIRED;
    case ReservationState::kReversed:
      return campaign::v1::RESERVATION_STATE_REVERSED;
    case ReservationState::kNone:
      break;
  }
  return campaign::v1::RESERVATION_STATE_UNSPECIFIED;
}

campaign::v1::Reservation ToReservation(const std::string& order_id, const StoredReservation& stored) {
  campaign::v1::Reservation reservation;
  reservation.set_order_id(order_id);
  reservation.set_user_id(stored.record.user_id());
  reservation.set_state(ToState(stored.state));
  *reservation.mutable_discount() = stored.record.discount();
  *reservation.mutable_expire_time() = contracts::ToTimestamp(stored.record.deadline_ms());
  reservation.set_reversed_fen(stored.reversed_fen);
  return reservation;
}

absl::Status NoReservation(const std::string& order_id) {
  return absl::NotFoundError(
      absl::StrCat("order_id is ", Quoted(order_id), "; the user has no reservation for such an order"));
}

// A reservation that is not, or no longer, what the act needs.
absl::Status WrongState(const std::string& order_id, ReservationState state, absl::string_view right) {
  return absl::FailedPreconditionError(
      absl::StrCat("the reservation of order ", Quoted(order_id), " is ", contracts::Name(state), "; ", right));
}

}  // namespace

async::Task<absl::StatusOr<Purse>> CheckoutService::ReadPurse(std::string user_id) {
  Purse purse;
  CO_ASSIGN_OR_RETURN(purse.wallet, co_await parts_.wallets->ReadWallet(std::move(user_id)));
  for (const contracts::OwnedCoupon& coupon : purse.wallet.coupons) {
    const std::pair<std::string, int32_t> key(coupon.entry.campaign_id(), coupon.entry.campaign_version());
    if (purse.versions.contains(key)) continue;
    CO_ASSIGN_OR_RETURN(purse.versions[key], co_await parts_.campaigns->Version(key.first, key.second));
  }
  co_return purse;
}

async::Task<absl::StatusOr<campaign::v1::QuoteOrderResponse>> CheckoutService::QuoteOrder(
    const campaign::v1::QuoteOrderRequest& request, const rpc::CallContext& context) {
  CO_ASSIGN_OR_RETURN(std::string user_id, WalletOwner(request, context.identity));
  CO_RETURN_IF_ERROR(Validate(request.basket()));
  const int64_t now_ms = absl::ToUnixMillis(context.now);
  CO_ASSIGN_OR_RETURN(const int64_t order_ms, OrderMs(request.basket(), now_ms));
  CO_ASSIGN_OR_RETURN(const Purse purse, co_await ReadPurse(std::move(user_id)));
  const pricing::Situation situation{request.basket(), now_ms, order_ms, IsFirstOrder(purse.wallet, {now_ms, ""})};
  const std::vector<pricing::Candidate> candidates = CandidatesOf(purse.wallet, purse.versions, {now_ms, ""});
  pricing::BestDiscount quote = pricing::BestCombination(situation, candidates);
  campaign::v1::QuoteOrderResponse response;
  *response.mutable_discount() = std::move(quote.discount);
  for (const pricing::Obstacle& obstacle : quote.obstacles) {
    campaign::v1::CouponObstacle& shown = *response.add_obstacles();
    shown.set_coupon_id(obstacle.candidate.get().coupon_id);
    shown.set_reason(obstacle.reason);
    shown.set_message(pricing::Describe(obstacle, request.language()));
  }
  response.set_optimality_gap_fen(quote.optimality_gap_fen);
  co_return response;
}

async::Task<absl::StatusOr<ReserveCouponsResponse>> CheckoutService::FindRepeated(ReserveCouponsRequest request,
                                                                                  int64_t now_ms,
                                                                                  absl::Status otherwise) {
  const ReservationAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const SettleAnswer made, co_await store_.Settle(address, now_ms, Purpose::kLook));
  const ReservationState state = made.reservation.state;
  const bool in_force = state == ReservationState::kReserved || state == ReservationState::kRedeemed ||
                        state == ReservationState::kReversed;
  if (!in_force || made.contents != ContentsOf(request)) co_return otherwise;
  ReserveCouponsResponse response;
  *response.mutable_reservation() = ToReservation(request.order_id(), made.reservation);
  response.set_repeated(true);
  co_return response;
}

async::Task<absl::Status> CheckoutService::ClaimOrder(ReservationAddress address) {
  CO_ASSIGN_OR_RETURN(const std::string owner, co_await parts_.owners->ClaimOrderId(address.order_id, address.user_id));
  if (owner == address.user_id) co_return absl::OkStatus();
  co_return absl::AlreadyExistsError(absl::StrCat("order_id ", Quoted(address.order_id),
                                                  " belongs to another user_id than ", Quoted(address.user_id),
                                                  "; an order keeps its first buyer"));
}

async::Task<absl::StatusOr<ReserveCouponsResponse>> CheckoutService::ReserveCoupons(
    const ReserveCouponsRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(Validate(request));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  const int64_t now_ms = absl::ToUnixMillis(context.now);
  const ReservationAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const Purse purse, co_await ReadPurse(request.user_id()));
  const absl::StatusOr<Prepared> prepared = Prepare(request, purse, now_ms);
  if (!prepared.ok()) co_return co_await FindRepeated(request, now_ms, prepared.status());
  CO_RETURN_IF_ERROR(co_await ClaimOrder(address));
  process::FaultPoint("reserve.after_claim_order");
  CO_ASSIGN_OR_RETURN(const ReserveAnswer answer, co_await store_.Reserve(prepared->input));
  process::FaultPoint("reserve.after");
  if (answer.outcome == ReserveOutcome::kConflict) {
    const bool held = answer.reservation.state == ReservationState::kReserved;
    co_return absl::AlreadyExistsError(
        absl::StrCat("order_id ", Quoted(request.order_id()),
                     " has a reservation with another basket, other coupons or another hold; ",
                     held ? "release it before reserving anew"
                          : "it has paid for its order: another purchase needs an order_id of its own"));
  }
  if (answer.outcome == ReserveOutcome::kReported) {
    co_return absl::FailedPreconditionError(absl::StrCat("order ", Quoted(request.order_id()),
                                                         " has been reported; coupons are reserved before it is paid"));
  }
  if (answer.outcome == ReserveOutcome::kObstacle) co_return Refusal(request, *prepared, answer);
  ReserveCouponsResponse response;
  StoredReservation reservation = answer.reservation;
  response.set_repeated(reservation.state != ReservationState::kNone);
  if (!response.repeated()) reservation.state = ReservationState::kReserved;
  *response.mutable_reservation() = ToReservation(request.order_id(), reservation);
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::RedeemReservationResponse>> CheckoutService::RedeemReservation(
    const campaign::v1::RedeemReservationRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(ValidateAddress(request.order_id(), request.user_id()));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  const ReservationAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const SettleAnswer answer,
                      co_await store_.Settle(address, absl::ToUnixMillis(context.now), Purpose::kPay));
  process::FaultPoint("redeem.after");
  if (answer.before == ReservationState::kNone) co_return NoReservation(request.order_id());
  const ReservationState state = answer.reservation.state;
  if (state == ReservationState::kReserved)
    co_return WrongState(request.order_id(), state,
                         "it holds a coupon for a first order, and another order came first");
  if (state != ReservationState::kRedeemed && state != ReservationState::kReversed)
    co_return WrongState(request.order_id(), state, "its coupons are free; reserve them anew");
  campaign::v1::RedeemReservationResponse response;
  *response.mutable_reservation() = ToReservation(request.order_id(), answer.reservation);
  response.set_repeated(answer.before != ReservationState::kReserved);
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::ReleaseReservationResponse>> CheckoutService::ReleaseReservation(
    const campaign::v1::ReleaseReservationRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(ValidateAddress(request.order_id(), request.user_id()));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  const ReservationAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const SettleAnswer answer,
                      co_await store_.Settle(address, absl::ToUnixMillis(context.now), Purpose::kRelease));
  process::FaultPoint("release.after");
  if (answer.before == ReservationState::kNone) co_return NoReservation(request.order_id());
  const ReservationState state = answer.reservation.state;
  if (state != ReservationState::kReleased && state != ReservationState::kExpired)
    co_return WrongState(request.order_id(), state, "it has paid for the order; ReverseRedemption takes discount back");
  campaign::v1::ReleaseReservationResponse response;
  *response.mutable_reservation() = ToReservation(request.order_id(), answer.reservation);
  response.set_repeated(answer.before != ReservationState::kReserved);
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::ReverseRedemptionResponse>> CheckoutService::ReverseRedemption(
    const campaign::v1::ReverseRedemptionRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(Validate(request));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  ReverseInput input{{request.order_id(), request.user_id()},
                     absl::ToUnixMillis(context.now),
                     request.reversal_id(),
                     request.discount_fen()};
  CO_ASSIGN_OR_RETURN(const ReverseAnswer answer, co_await store_.Reverse(std::move(input)));
  process::FaultPoint("reverse.after");
  const ReservationState state = answer.reservation.state;
  switch (answer.outcome) {
    case ReverseOutcome::kConflict:
      co_return absl::AlreadyExistsError(absl::StrCat("reversal_id ", Quoted(request.reversal_id()),
                                                      " was given with discount_fen ", answer.fen,
                                                      answer.fen == 0 ? " (all that was left)" : "", ", not ",
                                                      request.discount_fen(), "; a repeat must say the same"));
    case ReverseOutcome::kTooMuch:
      co_return absl::FailedPreconditionError(
          answer.fen == 0
              ? absl::StrCat("the discount of order ", Quoted(request.order_id()), " has been taken back as a whole")
              : absl::StrCat("discount_fen is ", request.discount_fen(), "; ", answer.fen,
                             " is left of the discount of order ", Quoted(request.order_id())));
    case ReverseOutcome::kNotRedeemed:
      if (state == ReservationState::kNone) co_return NoReservation(request.order_id());
      co_return WrongState(request.order_id(), state, "only a redeemed one can be reversed");
    case ReverseOutcome::kReversed:
    case ReverseOutcome::kRepeated:
      break;
  }
  campaign::v1::ReverseRedemptionResponse response;
  *response.mutable_reservation() = ToReservation(request.order_id(), answer.reservation);
  response.set_reversed_fen(answer.reversed_now_fen);
  for (const std::string& id : answer.returned) response.add_returned_coupon_ids(id);
  response.set_repeated(answer.outcome == ReverseOutcome::kRepeated);
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::GetReservationResponse>> CheckoutService::GetReservation(
    const campaign::v1::GetReservationRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(ValidateAddress(request.order_id(), request.user_id()));
  const ReservationAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const SettleAnswer answer,
                      co_await store_.Settle(address, absl::ToUnixMillis(context.now), Purpose::kLook));
  if (answer.before == ReservationState::kNone) co_return NoReservation(request.order_id());
  campaign::v1::GetReservationResponse response;
  *response.mutable_reservation() = ToReservation(request.order_id(), answer.reservation);
  co_return response;
}

std::vector<rpc::Method> Rows(CheckoutService* service) {
  const std::string prefix = "fudai.campaign.v1.CheckoutService.";
  const std::vector<auth::Role> till = {auth::Role::kOrderingSystem};
  const std::vector<auth::Role> till_and_app = {auth::Role::kOrderingSystem, auth::Role::kAppUser};
  using rpc::LoadClass;
  return {
      rpc::Unary({prefix + "QuoteOrder", till_and_app, LoadClass::kRead}, service, &CheckoutService::QuoteOrder),
      rpc::Unary({prefix + "ReserveCoupons", till, LoadClass::kAct}, service, &CheckoutService::ReserveCoupons),
      rpc::Unary({prefix + "RedeemReservation", till, LoadClass::kAct}, service, &CheckoutService::RedeemReservation),
      rpc::Unary({prefix + "ReleaseReservation", till, LoadClass::kAct}, service, &CheckoutService::ReleaseReservation),
      rpc::Unary({prefix + "ReverseRedemption", till, LoadClass::kAct}, service, &CheckoutService::ReverseRedemption),
      rpc::Unary({prefix + "GetReservation", till, LoadClass::kRead}, service, &CheckoutService::GetReservation),
  };
}

}  // namespace fudai::checkout
