#include "services/admin/campaigns/campaign_service.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/change_steps.h"
#include "services/admin/campaigns/cost_estimate.h"
#include "services/admin/campaigns/order_history.h"
#include "services/admin/campaigns/request_checks.h"
#include "services/admin/campaigns/version_pages.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/filter/list_query.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using admin::v1::CopyCampaignResponse;
using admin::v1::CreateCampaignResponse;
using admin::v1::EstimateCampaignRequest;
using admin::v1::EstimateCampaignResponse;
using admin::v1::ListCampaignsResponse;
using campaign_rules::Finding;
using google::protobuf::util::MessageDifferencer;
using google::protobuf::util::TimeUtil;

Campaign NewDraft(const std::string& campaign_id, campaign::v1::CampaignSpec spec, const rpc::CallContext& context) {
  Campaign campaign;
  campaign.set_campaign_id(campaign_id);
  campaign.set_state(admin::v1::CAMPAIGN_STATE_DRAFT);
  campaign.set_version(1);
  *campaign.mutable_spec() = std::move(spec);
  *campaign.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(context.now));
  *campaign.mutable_update_time() = campaign.create_time();
  campaign.set_update_actor(context.identity.subject);
  return campaign;
}

// Everything that is to be said of a draft.
std::vector<Finding> Check(const Campaign& draft, absl::Time now) {
  std::vector<Finding> findings = campaign_rules::ValidateCampaignId(draft.campaign_id());
  for (Finding& finding : campaign_rules::Validate(draft.spec(), now)) findings.push_back(std::move(finding));
  return findings;
}

template <typename Response>
absl::Status Audit(soci::session& sql, const Campaign& created, const rpc::CallContext& context) {
  const bool copied = std::is_same_v<Response, CopyCampaignResponse>;
  return audit::Append(sql, {.actor = context.identity,
                             .now = context.now,
                             .action = copied ? "CopyCampaign" : "CreateCampaign",
                             .subject = absl::StrCat("campaign/", created.campaign_id()),
                             .campaign_id = created.campaign_id(),
                             .reason = created.update_reason(),
                             .before = nullptr,
                             .after = &created});
}

// Stores the draft if it is valid, or finds that it is there already; the response is Create's or Copy's.
template <typename Response>
absl::StatusOr<Response> Store(soci::session& sql, const Campaign& draft, const rpc::CallContext& context) {
  const std::vector<Finding> findings = Check(draft, context.now);
  if (campaign_rules::HasErrors(findings)) return absl::InvalidArgumentError(campaign_rules::DescribeErrors(findings));
  ASSIGN_OR_RETURN(const bool inserted, InsertCampaign(sql, draft));
  ASSIGN_OR_RETURN(const StoredCampaign stored, FindCampaign(sql, draft.campaign_id()));
  // A repeat is told by what the campaign was created with: it may have been edited since.
  ASSIGN_OR_RETURN(const admin::v1::CampaignVersion first, FindVersion(sql, draft.campaign_id(), 1));
  if (!MessageDifferencer::Equals(first.spec(), draft.spec())) {
    return absl::AlreadyExistsError(
        absl::StrCat("campaign \"", draft.campaign_id(),
                     "\" exists with another spec; a new campaign should have a new campaign_id"));
  }
  Response response;
  *response.mutable_campaign() = Show(stored, context.now);
  if (inserted) RETURN_IF_ERROR(Audit<Response>(sql, response.campaign(), context));
  Put(findings, response.mutable_findings());
  return response;
}

// A version of the source as the copy that the request asks for would have it.
absl::StatusOr<campaign::v1::CampaignSpec> CopyOf(soci::session& sql, const admin::v1::CopyCampaignRequest& request,
                                                  int version) {
  ASSIGN_OR_RETURN(const admin::v1::CampaignVersion source, FindVersion(sql, request.source_campaign_id(), version));
  campaign::v1::CampaignSpec spec = source.spec();
  if (!request.display_name().empty()) spec.set_display_name(request.display_name());
  return spec;
}

// What a request for the source's newest version asks for: a repeat, of what was the newest when it came first. That is
// the one that the copy was created with.
absl::StatusOr<campaign::v1::CampaignSpec> CopyOfNewest(soci::session& sql,
                                                        const admin::v1::CopyCampaignRequest& request, int newest) {
  const absl::StatusOr<admin::v1::CampaignVersion> made = FindVersion(sql, request.campaign_id(), 1);
  if (absl::IsNotFound(made.status())) return CopyOf(sql, request, newest);
  RETURN_IF_ERROR(made.status());
  for (int version = newest; version > 0; --version) {
    ASSIGN_OR_RETURN(campaign::v1::CampaignSpec copy, CopyOf(sql, request, version));
    if (MessageDifferencer::Equals(copy, made->spec())) return copy;
  }
  return CopyOf(sql, request, newest);
}

// The copy of the request's source, as a draft.
absl::StatusOr<Campaign> DraftCopy(soci::session& sql, const admin::v1::CopyCampaignRequest& request,
                                   const rpc::CallContext& context) {
  ASSIGN_OR_RETURN(const StoredCampaign source, FindCampaign(sql, request.source_campaign_id()));
  const int version = request.source_version();
  ASSIGN_OR_RETURN(campaign::v1::CampaignSpec spec, version == 0 ? CopyOfNewest(sql, request, source.campaign.version())
                                                                 : CopyOf(sql, request, version));
  Campaign draft = NewDraft(request.campaign_id(), std::move(spec), context);
  draft.set_update_reason(request.reason());
  return draft;
}

absl::StatusOr<ListCampaignsResponse> ListPage(soci::session& sql, const filter::ListQuery& query, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<StoredCampaign> found, ListCampaigns(sql, query));
  std::vector<Campaign> campaigns;
  for (const StoredCampaign& stored : found) campaigns.push_back(Show(stored, now));
  ListCampaignsResponse response;
  response.set_next_page_token(query.EndPage(&campaigns));
  for (Campaign& campaign : campaigns) *response.add_campaigns() = std::move(campaign);
  return response;
}

// What the request's spec must not change of its campaign.
absl::StatusOr<std::vector<Finding>> CheckAsEdit(soci::session& sql, const admin::v1::ValidateCampaignRequest& request,
                                                 absl::Time now) {
  ASSIGN_OR_RETURN(const StoredCampaign stored, FindCampaign(sql, request.campaign_id()));
  return CheckAgainstPublished(sql, stored.campaign, request.spec(), now);
}

// Adds the rate of orders to an estimate, and the costs at that rate.
absl::StatusOr<EstimateCampaignResponse> EstimateCost(soci::session& sql, const EstimateCampaignRequest& request,
                                                      const Assumptions& assumptions, absl::Time now) {
  EstimateCampaignResponse response;
  response.set_orders_per_day(request.orders_per_day());
  if (!request.has_orders_per_day()) {
    *response.mutable_history() = ReadOrderHistory(sql, request.spec().trigger(), now);
    ASSIGN_OR_RETURN(const int64_t orders, OrdersPerDay(response.history()));
    response.set_orders_per_day(orders);
  }
  *response.mutable_worst_bag() = WorstBagOf(request.spec());
  *response.mutable_per_order() = CostOf(request.spec(), assumptions, 1);
  *response.mutable_per_day() = CostOfDay(request.spec(), assumptions, response.orders_per_day());
  return response;
}

}  // namespace

std::vector<rpc::Method> CampaignService::Methods() {
  using rpc::LoadClass;
  const auto row = [](absl::string_view name, const std::vector<auth::Role>& callers, LoadClass load) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.CampaignService.", name), callers, load};
  };
  return {
      rpc::Unary(row("CreateCampaign", roles::Editors(), LoadClass::kAct), this, &CampaignService::Create),
      rpc::Unary(row("CopyCampaign", roles::Editors(), LoadClass::kAct), this, &CampaignService::Copy),
      rpc::Unary(row("ValidateCampaign", roles::Publishers(), LoadClass::kRead), this, &CampaignService::Validate),
      rpc::Unary(row("EstimateCampaign", roles::Publishers(), LoadClass::kRead), this, &CampaignService::Estimate),
      rpc::Unary(row("GetCampaign", roles::Readers(), LoadClass::kRead), this, &CampaignService::Get),
      rpc::Unary(row("ListCampaigns", roles::Readers(), LoadClass::kRead), this, &CampaignService::List),
      rpc::Unary(row("ListCampaignVersions", roles::Readers(), LoadClass::kRead), this, &CampaignService::ListVersions),
      rpc::Unary(row("CompareCampaignVersions", roles::Readers(), LoadClass::kRead), this, &CampaignService::Compare),
  };
}

CampaignService::Answer<CreateCampaignResponse> CampaignService::Create(const admin::v1::CreateCampaignRequest& request,
                                                                        const Context& context) {
  const Campaign draft = NewDraft(request.campaign_id(), request.spec(), context);
  auto store = [&](soci::session& sql) { return Store<CreateCampaignResponse>(sql, draft, context); };
  auto work = [this, &store] { return database_->Write(store); };
  co_return co_await readers_->Run(*context.loop, work);
}

CampaignService::Answer<CopyCampaignResponse> CampaignService::Copy(const admin::v1::CopyCampaignRequest& request,
                                                                    const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("source_campaign_id", request.source_campaign_id()));
  CO_RETURN_IF_ERROR(CheckReason(request.reason()));
  auto copy = [&](soci::session& sql) -> absl::StatusOr<CopyCampaignResponse> {
    ASSIGN_OR_RETURN(const Campaign draft, DraftCopy(sql, request, context));
    return Store<CopyCampaignResponse>(sql, draft, context);
  };
  auto work = [this, &copy] { return database_->Write(copy); };
  co_return co_await readers_->Run(*context.loop, work);
}

CampaignService::Answer<admin::v1::ValidateCampaignResponse> CampaignService::Validate(
    const admin::v1::ValidateCampaignRequest& request, const Context& context) {
  admin::v1::ValidateCampaignResponse response;
  if (!request.campaign_id().empty()) {
    CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
    auto check = [&](soci::session& sql) { return CheckAsEdit(sql, request, context.now); };
    auto work = [this, &check] { return database_->Read(check); };
    CO_ASSIGN_OR_RETURN(const std::vector<Finding> findings, co_await readers_->Run(*context.loop, work));
    Put(findings, response.mutable_findings());
  }
  Put(campaign_rules::Validate(request.spec(), context.now), response.mutable_findings());
  co_return response;
}

CampaignService::Answer<EstimateCampaignResponse> CampaignService::Estimate(const EstimateCampaignRequest& request,
                                                                            const Context& context) {
  const std::vector<Finding> findings = campaign_rules::Validate(request.spec(), context.now);
  if (campaign_rules::HasErrors(findings))
    co_return absl::InvalidArgumentError(campaign_rules::DescribeErrors(findings));
  CO_ASSIGN_OR_RETURN(const Assumptions assumptions, ReadAssumptions(request));
  auto estimate = [&](soci::session& sql) { return EstimateCost(sql, request, assumptions, context.now); };
  auto work = [this, &estimate] { return database_->Read(estimate); };
  co_return co_await readers_->Run(*context.loop, work);
}

CampaignService::Answer<admin::v1::GetCampaignResponse> CampaignService::Get(
    const admin::v1::GetCampaignRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  auto work = [this, &request] {
    return database_->Read([&request](soci::session& sql) { return FindCampaign(sql, request.campaign_id()); });
  };
  absl::StatusOr<StoredCampaign> stored = co_await readers_->Run(*context.loop, work);
  if (!stored.ok()) co_return stored.status();
  admin::v1::GetCampaignResponse response;
  *response.mutable_campaign() = Show(*stored, context.now);
  co_return response;
}

CampaignService::Answer<ListCampaignsResponse> CampaignService::List(const admin::v1::ListCampaignsRequest& request,
                                                                     const Context& context) {
  CO_ASSIGN_OR_RETURN(const auto query,
                      filter::ListQuery::Parse(filter::ListQuery::Asked::By(request), CampaignList(context.now)));
  auto list = [&](soci::session& sql) { return ListPage(sql, query, context.now); };
  auto work = [this, &list] { return database_->Read(list); };
  co_return co_await readers_->Run(*context.loop, work);
}

CampaignService::Answer<admin::v1::ListCampaignVersionsResponse> CampaignService::ListVersions(
    const admin::v1::ListCampaignVersionsRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  auto list = [&](soci::session& sql) { return ListVersionPage(sql, request); };
  auto work = [this, &list] { return database_->Read(list); };
  co_return co_await readers_->Run(*context.loop, work);
}

CampaignService::Answer<admin::v1::CompareCampaignVersionsResponse> CampaignService::Compare(
    const admin::v1::CompareCampaignVersionsRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  auto compare = [&](soci::session& sql) { return CompareVersions(sql, request); };
  auto work = [this, &compare] { return database_->Read(compare); };
  co_return co_await readers_->Run(*context.loop, work);
}

}  // namespace fudai::campaigns
