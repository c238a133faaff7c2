#include "services/campaign/order/order_service.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/ids.h"
#include "services/campaign/contracts/validation.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::order {
namespace {

using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundRequest;
using campaign::v1::ReportRefundResponse;

// How often an act is begun anew because what it was prepared from had changed.
constexpr int kAttempts = 4;

absl::Status KeepsChanging(absl::string_view what) {
  return absl::UnavailableError(
      absl::StrCat(what, " changed while the report was being recorded; nothing was changed: report it again"));
}

absl::Status AnothersOrder(const OrderAddress& address) {
  return absl::AlreadyExistsError(absl::StrCat(
      "order_id ", contracts::Quoted(address.order_id), " belongs to another user_id than ",
      address.user_id.empty() ? "a guest's" : contracts::Quoted(address.user_id), "; an order keeps its first buyer"));
}

absl::Status NotReserved(const std::string& order_id, contracts::ReservationState state) {
  return absl::FailedPreconditionError(
      absl::StrCat("order ", contracts::Quoted(order_id), " was to redeem its reservation, which is ",
                   contracts::Name(state), "; this report changed nothing: reserve anew, or report it without"));
}

absl::Status NotFirstOrder(const std::string& order_id) {
  return absl::FailedPreconditionError(absl::StrCat("order ", contracts::Quoted(order_id),
                                                    " was to redeem a coupon for a first order, and another order came "
                                                    "first; this report changed nothing: report it without"));
}

ReportRefundResponse::Outcome ToOutcome(RefundResult result) {
  switch (result) {
    case RefundResult::kOrderUnknown:
      return ReportRefundResponse::OUTCOME_ORDER_UNKNOWN;
    case RefundResult::kRecorded:
      return ReportRefundResponse::OUTCOME_RECORDED;
    case RefundResult::kBagClosed:
      return ReportRefundResponse::OUTCOME_BAG_CLOSED;
  }
  return ReportRefundResponse::OUTCOME_UNSPECIFIED;
}

}  // namespace

async::Task<absl::StatusOr<ReportOrderResponse>> OrderService::ReportOrder(const ReportOrderRequest& request,
                                                                           const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(Validate(request, context.now));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  const OrderAddress address{request.order_id(), request.user_id()};
  CO_RETURN_IF_ERROR(co_await ClaimOrderId(address));
  process::FaultPoint("report.after_claim_order");
  CO_ASSIGN_OR_RETURN(const OrderAnswer answer, co_await Record(request, &context));
  process::FaultPoint("report.after_order");
  if (answer.outcome == OrderOutcome::kConflict) co_return OtherContents(request, answer.first_contents);
  if (answer.outcome == OrderOutcome::kNotReserved) co_return NotReserved(request.order_id(), answer.reservation);
  if (answer.outcome == OrderOutcome::kNotFirstOrder) co_return NotFirstOrder(request.order_id());
  co_return ToResponse(address, answer);
}

async::Task<absl::StatusOr<ReportRefundResponse>> OrderService::ReportRefund(const ReportRefundRequest& request,
                                                                             const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(Validate(request, context.now));
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  CO_ASSIGN_OR_RETURN(const RefundAnswer answer, co_await Record(request, &context));
  process::FaultPoint("refund.after");
  if (answer.outcome == RefundOutcome::kConflict) co_return OtherContents(request, answer.first_contents);
  if (answer.outcome == RefundOutcome::kAnothers) co_return AnothersOrder({request.order_id(), request.user_id()});
  if (answer.outcome == RefundOutcome::kTooMuch) {
    co_return absl::InvalidArgumentError(absl::StrCat("amount_fen is ", request.amount_fen(), "; the refunds of order ",
                                                      contracts::Quoted(request.order_id()), " must add up to at most ",
                                                      contracts::kMaxFen));
  }
  ReportRefundResponse response;
  response.set_outcome(ToOutcome(answer.result));
  response.set_repeated(answer.outcome == RefundOutcome::kRepeated);
  response.set_remaining_fen(answer.remaining_fen);
  response.set_opened(answer.opened);
  co_return response;
}

async::Task<absl::Status> OrderService::ClaimOrderId(OrderAddress address) {
  CO_ASSIGN_OR_RETURN(const std::string owner, co_await store_.ClaimOrderId(address.order_id, address.user_id));
  co_return owner == address.user_id ? absl::OkStatus() : AnothersOrder(address);
}

async::Task<absl::StatusOr<OrderAnswer>> OrderService::Record(ReportOrderRequest request,
                                                              const rpc::CallContext* call) {
  const int64_t now_ms = absl::ToUnixMillis(call->now);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    CO_RETURN_IF_ERROR(call->CheckDeadline());
    const std::shared_ptr<const campaigns::CampaignSnapshot> snapshot = parts_.campaigns->snapshot();
    OrderInput input{request, now_ms, snapshot->epoch(), {}, parts_.numbers->BagNumber(), parts_.numbers->Seed()};
    if (!request.user_id().empty()) input.candidates = CandidatesFor(request, *snapshot, now_ms);
    CO_ASSIGN_OR_RETURN(OrderAnswer answer, co_await store_.ReportOrder(std::move(input)));
    if (answer.outcome == OrderOutcome::kStale) {
      CO_RETURN_IF_ERROR(co_await parts_.campaigns->Refresh());
    } else if (answer.outcome != OrderOutcome::kIdTaken) {
      co_return answer;
    }
  }
  co_return KeepsChanging("the published campaigns");
}

async::Task<absl::StatusOr<RefundAnswer>> OrderService::Record(ReportRefundRequest request,
                                                               const rpc::CallContext* call) {
  const OrderAddress address{request.order_id(), request.user_id()};
  CO_ASSIGN_OR_RETURN(const std::optional<std::string> owner, co_await store_.ReadOwner(address.order_id));
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    CO_ASSIGN_OR_RETURN(std::optional<store::v1::OrderRecord> order, co_await store_.ReadOrder(address));
    CO_RETURN_IF_ERROR(call->CheckDeadline());
    RefundInput input{request, absl::ToUnixMillis(call->now), std::move(order), owner};
    CO_ASSIGN_OR_RETURN(RefundAnswer answer, co_await store_.ReportRefund(std::move(input)));
    if (answer.outcome != RefundOutcome::kChanged) co_return answer;
  }
  co_return KeepsChanging("the order");
}

ReportOrderResponse OrderService::ToResponse(const OrderAddress& address, const OrderAnswer& answer) const {
  ReportOrderResponse response;
  response.set_repeated(answer.outcome == OrderOutcome::kRepeated);
  if (answer.conversion.has_value()) *response.mutable_conversion() = *answer.conversion;
  const store::v1::OrderRecord& record = answer.record;
  if (record.bag_number() == 0) {
    response.set_outcome(address.user_id.empty() ? ReportOrderResponse::OUTCOME_GUEST
                                                 : ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
    return response;
  }
  response.set_outcome(ReportOrderResponse::OUTCOME_BAG_GIVEN);
  campaign::v1::GivenBag& bag = *response.mutable_bag();
  const int partition = address.partition();
  bag.set_bag_id(contracts::BagId(partition, record.bag_number()));
  bag.set_share_code(
      parts_.codec->Encode({.partition = static_cast<uint8_t>(partition), .bag_number = record.bag_number()}));
  bag.set_campaign_id(record.campaign_id());
  bag.set_campaign_version(record.campaign_version());
  bag.set_size(record.bag_size());
  *bag.mutable_expire_time() = contracts::ToTimestamp(record.bag_expires_at_ms());
  return response;
}

std::vector<rpc::Method> Rows(OrderService* service) {
  const std::string prefix = "fudai.campaign.v1.OrderService.";
  const std::vector<auth::Role> roles = {auth::Role::kOrderingSystem};
  return {
      rpc::Unary({prefix + "ReportOrder", roles, rpc::LoadClass::kAct}, service, &OrderService::ReportOrder),
      rpc::Unary({prefix + "ReportRefund", roles, rpc::LoadClass::kAct}, service, &OrderService::ReportRefund),
  };
}

}  // namespace fudai::order
