#include "services/admin/campaigns/campaign_changes.h"

#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/change_steps.h"
#include "services/admin/campaigns/request_store.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using google::protobuf::util::MessageDifferencer;
using google::protobuf::util::TimeUtil;

absl::StatusOr<Campaign> FirstAnswer(const RequestRecord& request, const Change& change) {
  const bool same = request.campaign_id == change.campaign_id && request.action == change.action &&
                    request.contents == change.contents;
  if (same) return request.answer;
  return absl::AlreadyExistsError(absl::StrCat("request_id \"", change.request_id,
                                               "\" has served another change, of campaign \"", request.campaign_id,
                                               "\"; a new change should have a new one"));
}

// Whether the campaign is already what the change would make of it, whatever its state.
bool IsDone(const Change& change, const StoredCampaign& stored) {
  const Campaign& campaign = stored.campaign;
  if (change.action == Action::kUpdate) return MessageDifferencer::Equals(change.spec, campaign.spec());
  const bool runs =
      campaign.state() == admin::v1::CAMPAIGN_STATE_ACTIVE || campaign.state() == admin::v1::CAMPAIGN_STATE_PAUSED;
  return change.action == Action::kPublish && runs && VersionToPublish(change, stored) == campaign.published_version();
}

absl::Status TakeStep(soci::session& sql, const Change& change, const ChangePolicy& policy, StoredCampaign* stored) {
  switch (change.action) {
    case Action::kUpdate:
      return Edit(sql, change, stored);
    case Action::kSubmit:
      return Submit(change, stored);
    case Action::kApprove:
      return Approve(sql, change, stored);
    case Action::kReject:
      return Reject(change, stored);
    case Action::kPublish:
      return PutIntoEffect(sql, change, policy, stored);
    case Action::kEnd:
      return End(change, stored);
    case Action::kArchive:
      return Archive(sql, change, stored);
    case Action::kPause:
    case Action::kResume:
    case Action::kDelete:
      break;
  }
  return absl::OkStatus();
}

absl::string_view MethodOf(Action action) {
  switch (action) {
    case Action::kUpdate:
      return "UpdateCampaign";
    case Action::kSubmit:
      return "SubmitCampaign";
    case Action::kApprove:
      return "ApproveCampaign";
    case Action::kReject:
      return "RejectCampaign";
    case Action::kPublish:
      return "PublishCampaign";
    case Action::kPause:
      return "PauseCampaign";
    case Action::kResume:
      return "ResumeCampaign";
    case Action::kEnd:
      return "EndCampaign";
    case Action::kArchive:
      return "ArchiveCampaign";
    case Action::kDelete:
      return "DeleteCampaign";
  }
  return "";
}

absl::Status Audit(soci::session& sql, const Change& change, const Campaign* before, const Campaign* after) {
  return audit::Append(sql, {.actor = change.actor,
                             .now = change.now,
                             .action = std::string(MethodOf(change.action)),
                             .subject = absl::StrCat("campaign/", change.campaign_id),
                             .campaign_id = change.campaign_id,
                             .reason = change.reason,
                             .before = before,
                             .after = after});
}

// Stores what the change has made of the campaign.
absl::Status Keep(soci::session& sql, const Change& change, const StoredCampaign& before, StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  *campaign.mutable_update_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(change.now));
  campaign.set_update_actor(change.actor.subject);
  campaign.set_update_reason(change.reason);
  if (campaign.version() != before.campaign.version()) RETURN_IF_ERROR(InsertVersion(sql, campaign));
  const bool takes_effect = campaign.published_version() != before.campaign.published_version();
  if (takes_effect) MarkPublished(sql, campaign.campaign_id(), campaign.published_version(), change.now);
  const bool concerns_partitions = campaign.published_version() > 0 && campaign.state() != before.campaign.state();
  if (takes_effect || concerns_partitions) stored->epoch = NextEpoch(sql);
  SaveCampaign(sql, stored);
  const Campaign shown_before = Show(before, change.now), shown = Show(*stored, change.now);
  return Audit(sql, change, &shown_before, &shown);
}

absl::StatusOr<Campaign> Delete(soci::session& sql, const Change& change, const StoredCampaign& stored) {
  Campaign campaign = Show(stored, change.now);
  RETURN_IF_ERROR(NextState(change.campaign_id, campaign.state(), change.action).status());
  RemoveCampaign(sql, change.campaign_id);
  RETURN_IF_ERROR(Audit(sql, change, &campaign, nullptr));
  return campaign;
}

}  // namespace

absl::StatusOr<Campaign> Record(soci::session& sql, const Change& change, const ChangePolicy& policy) {
  if (!change.request_id.empty()) {
    const std::optional<RequestRecord> seen = FindRequest(sql, change.request_id);
    if (seen) return FirstAnswer(*seen, change);
  }
  ASSIGN_OR_RETURN(StoredCampaign stored, FindCampaign(sql, change.campaign_id));
  const StoredCampaign before = stored;
  if (!change.etag.empty()) RETURN_IF_ERROR(CheckEtag(change, stored.campaign));
  if (change.action == Action::kDelete) return Delete(sql, change, stored);
  if (!IsDone(change, stored)) {
    ASSIGN_OR_RETURN(const admin::v1::CampaignState next,
                     NextState(change.campaign_id, Show(stored, change.now).state(), change.action));
    RETURN_IF_ERROR(TakeStep(sql, change, policy, &stored));
    stored.campaign.set_state(next);
  }
  if (!MessageDifferencer::Equals(before.campaign, stored.campaign))
    RETURN_IF_ERROR(Keep(sql, change, before, &stored));
  const Campaign answer = Show(stored, change.now);
  if (!change.request_id.empty())
    InsertRequest(sql, {change.request_id, change.campaign_id, change.action, change.contents, answer});
  return answer;
}

}  // namespace fudai::campaigns
