#include "services/admin/campaigns/campaign_service.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/cost_estimate.h"
#include "services/admin/campaigns/order_history.h"
#include "services/admin/ids/ids.h"
#include "services/admin/paging/paging.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using admin::v1::CreateCampaignResponse;
using admin::v1::EstimateCampaignRequest;
using admin::v1::EstimateCampaignResponse;
using admin::v1::ListCampaignsResponse;
using campaign_rules::Finding;
using campaign_rules::Severity;
using google::protobuf::util::TimeUtil;

constexpr paging::PageSizes kPageSizes = {.usual = 50, .largest = 200};
constexpr size_t kMaxRequestId = 64;

void Put(const std::vector<Finding>& findings, google::protobuf::RepeatedPtrField<admin::v1::Finding>* out) {
  for (const Finding& finding : findings) {
    admin::v1::Finding* added = out->Add();
    added->set_severity(finding.severity == Severity::kError ? admin::v1::Finding::SEVERITY_ERROR
                                                             : admin::v1::Finding::SEVERITY_WARNING);
    added->set_field(finding.field);
    added->set_message(finding.message);
    added->set_rule(finding.rule);
  }
}

absl::Status CheckRequestId(const std::string& request_id) {
  if (!request_id.empty() && request_id.size() <= kMaxRequestId) return ids::CheckId("request_id", request_id);
  return absl::InvalidArgumentError(absl::StrCat(
      "request_id has ", request_id.size(), " characters; it should have 1 to ", kMaxRequestId, ", such as a UUID"));
}

Campaign NewDraft(const admin::v1::CreateCampaignRequest& request, const rpc::CallContext& context) {
  Campaign campaign;
  campaign.set_campaign_id(request.campaign_id());
  campaign.set_state(admin::v1::CAMPAIGN_STATE_DRAFT);
  campaign.set_version(1);
  *campaign.mutable_spec() = request.spec();
  *campaign.mutable_create_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(context.now));
  *campaign.mutable_update_time() = campaign.create_time();
  campaign.set_update_actor(context.identity.subject);
  return campaign;
}

// Stores the draft, or finds that it is there already.
absl::StatusOr<Campaign> Store(soci::session& sql, const Campaign& draft) {
  ASSIGN_OR_RETURN(const bool inserted, InsertCampaign(sql, draft));
  if (inserted) return draft;
  ASSIGN_OR_RETURN(StoredCampaign stored, FindCampaign(sql, draft.campaign_id()));
  if (google::protobuf::util::MessageDifferencer::Equals(stored.campaign.spec(), draft.spec())) return stored.campaign;
  return absl::AlreadyExistsError(absl::StrCat(
      "campaign \"", draft.campaign_id(), "\" exists with another spec; a new campaign should have a new campaign_id"));
}

absl::StatusOr<ListPosition> ParsePosition(const std::string& token) {
  ASSIGN_OR_RETURN(const paging::Position position, paging::ParsePageToken("campaigns", token, 2));
  ListPosition after;
  if (position.empty()) return after;
  after.campaign_id = position[1];
  if (!absl::SimpleAtoi(position[0], &after.created_at_ms)) return absl::InvalidArgumentError("page_token is damaged");
  return after;
}

// A page of the list; one campaign more than is shown tells whether another page follows.
absl::StatusOr<ListCampaignsResponse> ListPage(soci::session& sql, const ListPosition& after, int size) {
  ASSIGN_OR_RETURN(std::vector<StoredCampaign> found, ListCampaigns(sql, after, size + 1));
  ListCampaignsResponse response;
  const bool more = found.size() > static_cast<size_t>(size);
  if (more) found.pop_back();
  for (StoredCampaign& stored : found) *response.add_campaigns() = std::move(stored.campaign);
  if (!more) return response;
  const Campaign& last = *response.campaigns().rbegin();
  response.set_next_page_token(paging::MakePageToken(
      "campaigns", {absl::StrCat(TimeUtil::TimestampToMilliseconds(last.create_time())), last.campaign_id()}));
  return response;
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
  *response.mutable_per_day() = CostOf(request.spec(), assumptions, response.orders_per_day());
  return response;
}

}  // namespace

CampaignService::CampaignService(database::Database* database, CampaignPublisher* publisher, Threads threads)
    : database_(database), publisher_(publisher), threads_(threads) {}

std::vector<rpc::Method> CampaignService::Methods() {
  const std::vector<auth::Role> marketer = {auth::Role::kMarketer};
  const auto row = [&](absl::string_view name, rpc::LoadClass load) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.CampaignService.", name), marketer, load};
  };
  return {
      rpc::Unary(row("CreateCampaign", rpc::LoadClass::kAct), this, &CampaignService::Create),
      rpc::Unary(row("ValidateCampaign", rpc::LoadClass::kRead), this, &CampaignService::Validate),
      rpc::Unary(row("EstimateCampaign", rpc::LoadClass::kRead), this, &CampaignService::Estimate),
      rpc::Unary(row("PublishCampaign", rpc::LoadClass::kAct), this, &CampaignService::Publish),
      rpc::Unary(row("PauseCampaign", rpc::LoadClass::kAct), this, &CampaignService::Pause),
      rpc::Unary(row("ResumeCampaign", rpc::LoadClass::kAct), this, &CampaignService::Resume),
      rpc::Unary(row("EndCampaign", rpc::LoadClass::kAct), this, &CampaignService::End),
      rpc::Unary(row("GetCampaign", rpc::LoadClass::kRead), this, &CampaignService::Get),
      rpc::Unary(row("ListCampaigns", rpc::LoadClass::kRead), this, &CampaignService::List),
  };
}

CampaignService::Answer<CreateCampaignResponse> CampaignService::Create(const admin::v1::CreateCampaignRequest& request,
                                                                        const Context& context) {
  std::vector<Finding> findings = campaign_rules::ValidateCampaignId(request.campaign_id());
  for (Finding& finding : campaign_rules::Validate(request.spec())) findings.push_back(std::move(finding));
  if (campaign_rules::HasErrors(findings)) co_return absl::InvalidArgumentError(campaign_rules::Describe(findings));
  const Campaign draft = NewDraft(request, context);
  auto work = [this, &draft] { return database_->Write([&draft](soci::session& sql) { return Store(sql, draft); }); };
  absl::StatusOr<Campaign> stored = co_await threads_.readers->Run(*context.loop, work);
  if (!stored.ok()) co_return stored.status();
  CreateCampaignResponse response;
  *response.mutable_campaign() = *std::move(stored);
  Put(findings, response.mutable_findings());
  co_return response;
}

CampaignService::Answer<admin::v1::ValidateCampaignResponse> CampaignService::Validate(
    const admin::v1::ValidateCampaignRequest& request, const Context&) {
  admin::v1::ValidateCampaignResponse response;
  Put(campaign_rules::Validate(request.spec()), response.mutable_findings());
  co_return response;
}

CampaignService::Answer<EstimateCampaignResponse> CampaignService::Estimate(const EstimateCampaignRequest& request,
                                                                            const Context& context) {
  const std::vector<Finding> findings = campaign_rules::Validate(request.spec());
  if (campaign_rules::HasErrors(findings)) co_return absl::InvalidArgumentError(campaign_rules::Describe(findings));
  CO_ASSIGN_OR_RETURN(const Assumptions assumptions, ReadAssumptions(request));
  auto estimate = [&](soci::session& sql) { return EstimateCost(sql, request, assumptions, context.now); };
  auto work = [this, &estimate] { return database_->Read(estimate); };
  co_return co_await threads_.readers->Run(*context.loop, work);
}

template <typename Response>
CampaignService::Answer<Response> CampaignService::Apply(Change change, const Context* context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", change.campaign_id));
  change.actor = context->identity.subject;
  change.now = context->now;
  CO_RETURN_IF_ERROR(context->CheckDeadline());
  auto work = [this, &change] { return publisher_->Apply(change); };
  absl::StatusOr<Campaign> campaign = co_await threads_.publishing->Run(*context->loop, work);
  if (!campaign.ok()) co_return campaign.status();
  Response response;
  *response.mutable_campaign() = *std::move(campaign);
  co_return response;
}

CampaignService::Answer<admin::v1::PublishCampaignResponse> CampaignService::Publish(
    const admin::v1::PublishCampaignRequest& request, const Context& context) {
  Change change{.campaign_id = request.campaign_id(), .action = Action::kPublish};
  co_return co_await Apply<admin::v1::PublishCampaignResponse>(std::move(change), &context);
}

CampaignService::Answer<admin::v1::PauseCampaignResponse> CampaignService::Pause(
    const admin::v1::PauseCampaignRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  Change change{.campaign_id = request.campaign_id(), .action = Action::kPause, .request_id = request.request_id()};
  co_return co_await Apply<admin::v1::PauseCampaignResponse>(std::move(change), &context);
}

CampaignService::Answer<admin::v1::ResumeCampaignResponse> CampaignService::Resume(
    const admin::v1::ResumeCampaignRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  Change change{.campaign_id = request.campaign_id(), .action = Action::kResume, .request_id = request.request_id()};
  co_return co_await Apply<admin::v1::ResumeCampaignResponse>(std::move(change), &context);
}

CampaignService::Answer<admin::v1::EndCampaignResponse> CampaignService::End(
    const admin::v1::EndCampaignRequest& request, const Context& context) {
  Change change{.campaign_id = request.campaign_id(), .action = Action::kEnd};
  co_return co_await Apply<admin::v1::EndCampaignResponse>(std::move(change), &context);
}

CampaignService::Answer<admin::v1::GetCampaignResponse> CampaignService::Get(
    const admin::v1::GetCampaignRequest& request, const Context& context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  auto work = [this, &request] {
    return database_->Read([&request](soci::session& sql) { return FindCampaign(sql, request.campaign_id()); });
  };
  absl::StatusOr<StoredCampaign> stored = co_await threads_.readers->Run(*context.loop, work);
  if (!stored.ok()) co_return stored.status();
  admin::v1::GetCampaignResponse response;
  *response.mutable_campaign() = std::move(stored->campaign);
  co_return response;
}

CampaignService::Answer<ListCampaignsResponse> CampaignService::List(const admin::v1::ListCampaignsRequest& request,
                                                                     const Context& context) {
  CO_ASSIGN_OR_RETURN(const int size, paging::ParsePageSize(request.page_size(), kPageSizes));
  CO_ASSIGN_OR_RETURN(const ListPosition after, ParsePosition(request.page_token()));
  auto work = [this, &after, size] {
    return database_->Read([&after, size](soci::session& sql) { return ListPage(sql, after, size); });
  };
  co_return co_await threads_.readers->Run(*context.loop, work);
}

}  // namespace fudai::campaigns
