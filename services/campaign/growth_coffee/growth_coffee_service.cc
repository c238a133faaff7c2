#include "services/campaign/growth_coffee/growth_coffee_service.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/async/pause.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/status/macros.h"
#include "services/campaign/contracts/paging.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::growth_coffee {
namespace {

constexpr absl::Duration kWatchPeriod = absl::Milliseconds(300);
constexpr int64_t kMillisecondsPerSecond = 1000;

absl::Status CheckCampaignId(absl::string_view campaign_id) {
  const std::vector<campaign_rules::Finding> findings = campaign_rules::ValidateCampaignId(campaign_id);
  if (findings.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(findings[0].field, " ", findings[0].message));
}

campaign::v1::Cup ToCup(const campaigns::CompiledVersion& version, const CupState& state) {
  campaign::v1::Cup cup;
  cup.set_campaign_id(version.campaign_id);
  cup.set_drops(state.drops);
  cup.set_drops_per_cup(version.spec.growth().drops_per_cup());
  cup.set_filled(static_cast<int32_t>(state.filled));
  cup.set_total_drops(state.total);
  cup.set_helpers(static_cast<int32_t>(state.helpers));
  cup.set_next_drops(NextDrops(version.spec.growth(), state));
  return cup;
}

campaign::v1::Helper ToHelper(const HelperEntry& entry) {
  campaign::v1::Helper helper;
  helper.set_user_id(entry.user_id);
  helper.set_number(static_cast<int32_t>(entry.number));
  *helper.mutable_last_help_time() = contracts::ToTimestamp(entry.last_contribution * kMillisecondsPerSecond);
  return helper;
}

bool SameCup(const campaign::v1::Cup& a, const campaign::v1::Cup& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}

}  // namespace

async::Task<absl::StatusOr<campaign::v1::Cup>> GrowthCoffeeService::ReadCup(std::string campaign_id,
                                                                            std::string sharer_id) {
  CO_RETURN_IF_ERROR(CheckCampaignId(campaign_id));
  CO_ASSIGN_OR_RETURN(const campaigns::CompiledVersionPtr version, co_await campaigns_->Current(campaign_id));
  CupAddress address{campaign_id, sharer_id};
  CO_ASSIGN_OR_RETURN(const CupState state, co_await store_.ReadCup(std::move(address)));
  co_return ToCup(*version, state);
}

async::Task<absl::StatusOr<campaign::v1::GetCupResponse>> GrowthCoffeeService::GetCup(
    const campaign::v1::GetCupRequest& request, const rpc::CallContext& context) {
  campaign::v1::GetCupResponse response;
  CO_ASSIGN_OR_RETURN(*response.mutable_cup(), co_await ReadCup(request.campaign_id(), context.identity.subject));
  co_return response;
}

async::Task<absl::StatusOr<campaign::v1::ListHelpersResponse>> GrowthCoffeeService::ListHelpers(
    const campaign::v1::ListHelpersRequest& request, const rpc::CallContext& context) {
  CO_RETURN_IF_ERROR(CheckCampaignId(request.campaign_id()));
  CO_ASSIGN_OR_RETURN(const int page_size, contracts::PageSize(request.page_size()));
  const std::string list = absl::StrCat("helpers ", request.campaign_id(), " ", context.identity.subject);
  CO_ASSIGN_OR_RETURN(const int64_t after, contracts::ReadNumberToken(list, request.page_token()));
  CO_RETURN_IF_ERROR(co_await campaigns_->Current(request.campaign_id()));
  CupAddress address{request.campaign_id(), context.identity.subject};
  const HelperRange one_more{.after = after, .limit = page_size + 1};
  CO_ASSIGN_OR_RETURN(std::vector<HelperEntry> helpers, co_await store_.ListHelpers(std::move(address), one_more));

  campaign::v1::ListHelpersResponse response;
  if (helpers.size() > static_cast<size_t>(page_size)) {
    helpers.pop_back();
    response.set_next_page_token(contracts::MakeNumberToken(list, helpers.back().number));
  }
  for (const HelperEntry& helper : helpers) *response.add_helpers() = ToHelper(helper);
  co_return response;
}

async::Task<absl::Status> GrowthCoffeeService::WatchCup(const campaign::v1::WatchCupRequest& request,
                                                        const rpc::CallContext& context,
                                                        rpc::Writer<campaign::v1::WatchCupResponse> writer) {
  std::optional<campaign::v1::Cup> sent;
  while (!context.ended()) {
    CO_ASSIGN_OR_RETURN(const campaign::v1::Cup cup, co_await ReadCup(request.campaign_id(), context.identity.subject));
    if (!sent.has_value() || !SameCup(*sent, cup)) {
      campaign::v1::WatchCupResponse response;
      *response.mutable_cup() = cup;
      const bool listening = co_await writer.Write(response);
      if (!listening) co_return absl::OkStatus();
      sent = cup;
    }
    co_await async::PauseUnless(context.loop, kWatchPeriod, context.ended);
  }
  co_return absl::UnavailableError("the server is stopping: watch again");
}

std::vector<rpc::Method> Rows(GrowthCoffeeService* service) {
  const std::string prefix = "fudai.campaign.v1.GrowthCoffeeService.";
  const std::vector<auth::Role> roles = {auth::Role::kAppUser};
  return {
      rpc::Unary({prefix + "GetCup", roles, rpc::LoadClass::kRead}, service, &GrowthCoffeeService::GetCup),
      rpc::Unary({prefix + "ListHelpers", roles, rpc::LoadClass::kRead}, service, &GrowthCoffeeService::ListHelpers),
      rpc::ServerStream({prefix + "WatchCup", roles, rpc::LoadClass::kStream}, service, &GrowthCoffeeService::WatchCup),
  };
}

}  // namespace fudai::growth_coffee
