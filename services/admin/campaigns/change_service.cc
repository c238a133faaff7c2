#include "services/admin/campaigns/change_service.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/campaign_rules/campaign_rules.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/request_checks.h"
#include "services/admin/ids/ids.h"
#include "services/admin/roles/roles.h"

namespace fudai::campaigns {
namespace {

using namespace admin::v1;  // NOLINT(google-build-using-namespace): the messages of the API.
using campaign_rules::Finding;

// What every request for a change has.
template <typename Request>
Change ChangeBy(const Request& request, Action action) {
  Change change{.campaign_id = request.campaign_id(), .action = action};
  change.reason = request.reason();
  change.contents = request.SerializeAsString();
  return change;
}

// The same of requests that have a request_id.
template <typename Request>
absl::StatusOr<Change> RetriableChangeBy(const Request& request, Action action) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  Change change = ChangeBy(request, action);
  change.request_id = request.request_id();
  return change;
}

absl::Status CheckVersion(int version, int least) {
  if (version >= least) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("version is ", version,
                                                 "; it should be one of the campaign's versions, which begin with 1",
                                                 least == 0 ? ", or 0 for the newest" : ""));
}

absl::Status CheckGiven(absl::string_view field, const std::string& value, absl::string_view right) {
  if (!value.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " is empty; it should be ", right));
}

}  // namespace

std::vector<rpc::Method> ChangeService::Methods() {
  const auto row = [](absl::string_view name, const std::vector<auth::Role>& callers) {
    return rpc::Row{absl::StrCat("fudai.admin.v1.CampaignService.", name), callers, rpc::LoadClass::kAct};
  };
  return {
      rpc::Unary(row("UpdateCampaign", roles::Editors()), this, &ChangeService::Update),
      rpc::Unary(row("SubmitCampaign", roles::Editors()), this, &ChangeService::Submit),
      rpc::Unary(row("ApproveCampaign", roles::Approvers()), this, &ChangeService::Approve),
      rpc::Unary(row("RejectCampaign", roles::Approvers()), this, &ChangeService::Reject),
      rpc::Unary(row("PublishCampaign", roles::Publishers()), this, &ChangeService::Publish),
      rpc::Unary(row("PauseCampaign", roles::Publishers()), this, &ChangeService::Pause),
      rpc::Unary(row("ResumeCampaign", roles::Publishers()), this, &ChangeService::Resume),
      rpc::Unary(row("EndCampaign", roles::Publishers()), this, &ChangeService::End),
      rpc::Unary(row("ArchiveCampaign", roles::Editors()), this, &ChangeService::Archive),
      rpc::Unary(row("DeleteCampaign", roles::Editors()), this, &ChangeService::Delete),
  };
}

template <typename Response>
ChangeService::Answer<Response> ChangeService::Apply(Change change, const Context* context) {
  CO_RETURN_IF_ERROR(ids::CheckId("campaign_id", change.campaign_id));
  CO_RETURN_IF_ERROR(CheckReason(change.reason));
  change.actor = context->identity;
  change.now = context->now;
  CO_RETURN_IF_ERROR(context->CheckDeadline());
  auto work = [this, &change] { return publisher_->Apply(change); };
  absl::StatusOr<Campaign> campaign = co_await publishing_->Run(*context->loop, work);
  if (!campaign.ok()) co_return campaign.status();
  Response response;
  *response.mutable_campaign() = *std::move(campaign);
  co_return response;
}

ChangeService::Answer<UpdateCampaignResponse> ChangeService::Update(const UpdateCampaignRequest& request,
                                                                    const Context& context) {
  CO_RETURN_IF_ERROR(CheckGiven("etag", request.etag(), "the etag of the campaign that was edited"));
  const std::vector<Finding> findings = campaign_rules::Validate(request.spec(), context.now);
  if (campaign_rules::HasErrors(findings))
    co_return absl::InvalidArgumentError(campaign_rules::DescribeErrors(findings));
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kUpdate));
  change.spec = request.spec();
  change.etag = request.etag();
  CO_ASSIGN_OR_RETURN(UpdateCampaignResponse response,
                      co_await Apply<UpdateCampaignResponse>(std::move(change), &context));
  Put(findings, response.mutable_findings());
  co_return response;
}

ChangeService::Answer<SubmitCampaignResponse> ChangeService::Submit(const SubmitCampaignRequest& request,
                                                                    const Context& context) {
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kSubmit));
  co_return co_await Apply<SubmitCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<ApproveCampaignResponse> ChangeService::Approve(const ApproveCampaignRequest& request,
                                                                      const Context& context) {
  CO_RETURN_IF_ERROR(CheckVersion(request.version(), 1));
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kApprove));
  change.version = request.version();
  co_return co_await Apply<ApproveCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<RejectCampaignResponse> ChangeService::Reject(const RejectCampaignRequest& request,
                                                                    const Context& context) {
  CO_RETURN_IF_ERROR(CheckVersion(request.version(), 1));
  CO_RETURN_IF_ERROR(CheckGiven("reason", request.reason(), "what is wrong with the version"));
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kReject));
  change.version = request.version();
  co_return co_await Apply<RejectCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<PublishCampaignResponse> ChangeService::Publish(const PublishCampaignRequest& request,
                                                                      const Context& context) {
  CO_RETURN_IF_ERROR(CheckVersion(request.version(), 0));
  if (!request.request_id().empty()) CO_RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  Change change = ChangeBy(request, Action::kPublish);
  change.request_id = request.request_id();
  change.version = request.version();
  co_return co_await Apply<PublishCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<PauseCampaignResponse> ChangeService::Pause(const PauseCampaignRequest& request,
                                                                  const Context& context) {
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kPause));
  co_return co_await Apply<PauseCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<ResumeCampaignResponse> ChangeService::Resume(const ResumeCampaignRequest& request,
                                                                    const Context& context) {
  CO_ASSIGN_OR_RETURN(Change change, RetriableChangeBy(request, Action::kResume));
  co_return co_await Apply<ResumeCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<EndCampaignResponse> ChangeService::End(const EndCampaignRequest& request,
                                                              const Context& context) {
  Change change = ChangeBy(request, Action::kEnd);
  co_return co_await Apply<EndCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<ArchiveCampaignResponse> ChangeService::Archive(const ArchiveCampaignRequest& request,
                                                                      const Context& context) {
  Change change = ChangeBy(request, Action::kArchive);
  co_return co_await Apply<ArchiveCampaignResponse>(std::move(change), &context);
}

ChangeService::Answer<DeleteCampaignResponse> ChangeService::Delete(const DeleteCampaignRequest& request,
                                                                    const Context& context) {
  Change change = ChangeBy(request, Action::kDelete);
  change.etag = request.etag();
  co_return co_await Apply<DeleteCampaignResponse>(std::move(change), &context);
}

}  // namespace fudai::campaigns
