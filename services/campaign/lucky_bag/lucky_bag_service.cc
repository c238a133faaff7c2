#include "services/campaign/lucky_bag/lucky_bag_service.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/process/fault_point.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/paging.h"
#include "services/campaign/lucky_bag/lucky_bag_view.h"

namespace fudai::lucky_bag {
namespace {

// How often budget is lent to one open before it gives way to the others.
constexpr int kLoans = 8;

// One answer for what is forged, mangled or gone.
absl::Status NoSuchBag() {
  return absl::NotFoundError("no such bag: share_code must be the code of a shared bag's link");
}

// The event of the open that `claim` was, but for its counts, which no credit needs.
event::v1::Event ClaimedEvent(const StoredBag& bag, const campaigns::CompiledVersion& version, const Opener& opener,
                              const Claim& claim) {
  event::v1::Event event = OpenedEvent(bag, version, opener, claim.opened_at_ms);
  event.MergeFrom(CouponPart(version, claim.template_index, claim.opened_at_ms));
  event.mutable_bag_opened()->set_index(claim.index);
  return event;
}

}  // namespace

async::Task<absl::StatusOr<LuckyBagService::FoundBag>> LuckyBagService::Find(std::string share_code,
                                                                             std::string caller_id, Purpose purpose) {
  const std::optional<sharecode::BagAddress> address = parts_.codec->Decode(share_code);
  if (!address.has_value()) co_return NoSuchBag();
  const bool ask_whether_new = purpose == Purpose::kOpen && parts_.campaigns->snapshot()->rewards_new_friends();
  Approach approach{*address, caller_id, ask_whether_new};
  CO_ASSIGN_OR_RETURN(Approached approached, co_await store_.Read(std::move(approach)));
  if (!approached.bag.has_value()) co_return NoSuchBag();
  const store::v1::BagRecord& record = approached.bag->record;
  CO_ASSIGN_OR_RETURN(campaigns::CompiledVersionPtr version,
                      co_await parts_.campaigns->Version(record.campaign_id(), record.campaign_version()));
  const bool ask_now = purpose == Purpose::kOpen && !approached.caller_is_new.has_value() &&
                       version->spec.growth().new_friend_extra_drops() > 0;
  if (ask_now) {  // the campaign was published since the snapshot was read
    CO_ASSIGN_OR_RETURN(approached.caller_is_new, co_await store_.IsNew(std::move(caller_id)));
  }
  co_return FoundBag{*address, *std::move(approached.bag), std::move(version),
                     approached.caller_is_new.value_or(false)};
}

async::Task<absl::StatusOr<campaign::v1::GetBagResponse>> LuckyBagService::GetBag(
    const campaign::v1::GetBagRequest& request, const rpc::CallContext& context) {
  CO_ASSIGN_OR_RETURN(const FoundBag found,
                      co_await Find(request.share_code(), context.identity.subject, Purpose::kShow));
  CO_ASSIGN_OR_RETURN(const CampaignStatus status,
                      co_await store_.ReadCampaign(found.address.partition, found.version->campaign_id));
  const Viewer viewer{context.identity.subject, context.now};
  campaign::v1::GetBagResponse response;
  *response.mutable_bag() = ToBag(found.bag, *found.version, viewer);
  response.mutable_bag()->set_state(StateOf(found.bag, *found.version, status, absl::ToUnixMillis(context.now)));
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::OpenBagResponse>> LuckyBagService::OpenBag(
    const campaign::v1::OpenBagRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(context.CheckDeadline());
  const std::string caller_id = context.identity.subject;
  CO_ASSIGN_OR_RETURN(const FoundBag found, co_await Find(request.share_code(), caller_id, Purpose::kOpen));
  if (found.bag.record.sharer_id() == caller_id) {
    campaign::v1::OpenBagResponse own;
    own.set_outcome(campaign::v1::OpenBagResponse::OUTCOME_OWN_BAG);
    own.set_bag_id(found.bag.bag_id);
    own.set_remaining(found.version->size() - found.bag.taken);
    co_return own;
  }
  CO_ASSIGN_OR_RETURN(const ClaimAnswer answer, co_await TakeCoupon(found, &context));
  if (answer.outcome == ClaimOutcome::kGone) co_return NoSuchBag();
  if (!answer.claim.has_value()) co_return ToResponse(found.bag, *found.version, answer, context.now);
  Opener opener{caller_id, found.caller_is_new};
  co_return co_await Credit(found, answer, std::move(opener), context.now);
}

async::Task<absl::StatusOr<ClaimAnswer>> LuckyBagService::TakeCoupon(FoundBag found, const rpc::CallContext* call) {
  if (found.bag.claim.has_value())
    co_return ClaimAnswer{ClaimOutcome::kAlreadyOpened, found.bag.claim, found.bag.taken};
  // The clocks of two servers may differ: no bag is opened before it was given.
  const int64_t now_ms = std::max(absl::ToUnixMillis(call->now), found.bag.record.given_at_ms());
  process::FaultPoint("open.before_claim");
  CO_ASSIGN_OR_RETURN(campaigns::CompiledVersionPtr current,
                      co_await parts_.campaigns->Current(found.version->campaign_id));
  CO_RETURN_IF_ERROR(call->CheckDeadline());
  ClaimInput input{found.address,
                   std::move(found.bag),
                   std::move(found.version),
                   {call->identity.subject, found.caller_is_new},
                   now_ms,
                   std::move(current),
                   ""};
  for (int attempt = 0; attempt < kLoans; ++attempt) {
    CO_ASSIGN_OR_RETURN(ClaimAnswer answer, co_await store_.TakeCoupon(input));
    if (answer.outcome != ClaimOutcome::kShort) {
      process::FaultPoint("open.after_claim");
      co_return answer;
    }
    contracts::BudgetRequest request{input.version->campaign_id, input.address.partition, answer.shortages};
    CO_ASSIGN_OR_RETURN(const std::optional<std::string> grants, co_await parts_.lender->Lend(std::move(request)));
    process::FaultPoint("open.after_loan");
    if (!grants.has_value()) co_return answer;
    input.grants = *grants;
  }
  co_return absl::UnavailableError(
      "others keep taking the budget that this open was lent; nothing was changed: open the bag again");
}

async::Task<absl::StatusOr<campaign::v1::OpenBagResponse>> LuckyBagService::Credit(FoundBag found, ClaimAnswer answer,
                                                                                   Opener opener, absl::Time now) {
  contracts::CouponCredit credit =
      contracts::CreditFromEvent(ClaimedEvent(found.bag, *found.version, opener, *answer.claim));
  const absl::StatusOr<contracts::Credited> credited = co_await parts_.crediter->Credit(std::move(credit));
  if (!credited.ok()) {
    spdlog::warn("{}bag {}: a coupon was taken and not yet credited: {}", store_.log_mark(), found.bag.bag_id,
                 credited.status().ToString());
    co_return absl::UnavailableError("the coupon is yours, but has not reached your wallet yet: open the bag again");
  }
  process::FaultPoint("open.after_credit");
  campaign::v1::OpenBagResponse response = ToResponse(found.bag, *found.version, answer, now);
  response.set_new_user(credited->first_touch);
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::ListBagOpeningsResponse>> LuckyBagService::ListBagOpenings(
    const campaign::v1::ListBagOpeningsRequest& request, const rpc::CallContext& context) {
  CO_ASSIGN_OR_RETURN(const int page_size, contracts::PageSize(request.page_size()));
  const std::string list = absl::StrCat("openings ", request.share_code());
  CO_ASSIGN_OR_RETURN(const int64_t after, contracts::ReadNumberToken(list, request.page_token()));
  const std::optional<sharecode::BagAddress> address = parts_.codec->Decode(request.share_code());
  if (!address.has_value()) co_return NoSuchBag();
  CO_ASSIGN_OR_RETURN(const std::optional<OpenedBag> bag, co_await store_.ReadOpenings(*address));
  if (!bag.has_value()) co_return NoSuchBag();
  CO_ASSIGN_OR_RETURN(const campaigns::CompiledVersionPtr version,
                      co_await parts_.campaigns->Version(bag->record.campaign_id(), bag->record.campaign_version()));

  campaign::v1::ListBagOpeningsResponse response;
  const int64_t openings = static_cast<int64_t>(bag->openings.size());
  const int64_t begin = std::min(after, openings - 1) + 1;
  const int64_t end = std::min(begin + page_size, openings);
  for (int64_t i = begin; i < end; ++i) {
    *response.add_openings() = ToOpening(bag->openings[i], *bag, *version, context.identity.subject);
  }
  if (end < openings) response.set_next_page_token(contracts::MakeNumberToken(list, end - 1));
  co_return response;
}

std::vector<rpc::Method> Rows(LuckyBagService* service) {
  const std::string prefix = "fudai.campaign.v1.LuckyBagService.";
  const std::vector<auth::Role> roles = {auth::Role::kAppUser};
  return {
      rpc::Unary({prefix + "GetBag", roles, rpc::LoadClass::kRead}, service, &LuckyBagService::GetBag),
      rpc::Unary({prefix + "OpenBag", roles, rpc::LoadClass::kAct}, service, &LuckyBagService::OpenBag),
      rpc::Unary({prefix + "ListBagOpenings", roles, rpc::LoadClass::kRead}, service,
                 &LuckyBagService::ListBagOpenings),
  };
}

}  // namespace fudai::lucky_bag
