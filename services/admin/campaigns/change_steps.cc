#include "services/admin/campaigns/change_steps.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/archive_rules.h"
#include "services/admin/campaigns/edit_rules.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using admin::v1::CampaignReview;
using admin::v1::CampaignVersion;
using campaign_rules::Finding;
using google::protobuf::util::TimeUtil;

std::string Format(absl::Time time) {
  return TimeUtil::ToString(TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(time)));
}

absl::Status CheckTerms(const campaign::v1::CampaignSpec& spec, absl::Time now) {
  const std::vector<Finding> findings = campaign_rules::ValidateForPublication(spec, now);
  if (!campaign_rules::HasErrors(findings)) return absl::OkStatus();
  return absl::FailedPreconditionError(campaign_rules::DescribeErrors(findings));
}

absl::Status CheckApproved(const Campaign& campaign, int version, const ChangePolicy& policy) {
  const CampaignReview& review = campaign.review();
  const bool approved = review.state() == CampaignReview::STATE_APPROVED && review.version() == version;
  if (approved || !policy.require_approval) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("version ", version, " of campaign \"", campaign.campaign_id(),
                   "\" is not approved; somebody who has not written it should approve it first (this server runs "
                   "with --require_approval)"));
}

absl::Status CheckOrder(const Campaign& campaign, int version) {
  if (version >= campaign.published_version()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "version is ", version, "; version ", campaign.published_version(), " of campaign \"", campaign.campaign_id(),
      "\" is in effect, and only newer ones can follow: to return to an older one, "
      "update the campaign with its spec"));
}

}  // namespace

absl::StatusOr<std::vector<Finding>> CheckAgainstPublished(soci::session& sql, const Campaign& campaign,
                                                           const campaign::v1::CampaignSpec& spec, absl::Time now) {
  if (campaign.published_version() == 0) return std::vector<Finding>();
  ASSIGN_OR_RETURN(const CampaignVersion published,
                   FindVersion(sql, campaign.campaign_id(), campaign.published_version()));
  return CheckEdit(published.spec(), spec, now);
}

absl::Status CheckEtag(const Change& change, const Campaign& campaign) {
  if (change.etag == campaign.etag()) return absl::OkStatus();
  return absl::AbortedError(
      absl::StrCat("campaign \"", campaign.campaign_id(), "\" was changed by ", campaign.update_actor(), " at ",
                   TimeUtil::ToString(campaign.update_time()), " and is at version ", campaign.version(),
                   "; get it anew, decide by what it says now, and call again with its new etag"));
}

absl::Status Edit(soci::session& sql, const Change& change, StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  ASSIGN_OR_RETURN(const std::vector<Finding> findings, CheckAgainstPublished(sql, campaign, change.spec, change.now));
  if (!findings.empty()) return absl::InvalidArgumentError(campaign_rules::Describe(findings));
  campaign.set_version(campaign.version() + 1);
  *campaign.mutable_spec() = change.spec;
  ClearReview(&campaign);
  return absl::OkStatus();
}

int VersionToPublish(const Change& change, const StoredCampaign& stored) {
  return change.version == 0 ? stored.campaign.version() : change.version;
}

absl::Status PutIntoEffect(soci::session& sql, const Change& change, const ChangePolicy& policy,
                           StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  const int number = VersionToPublish(change, *stored);
  ASSIGN_OR_RETURN(const CampaignVersion version, FindVersion(sql, campaign.campaign_id(), number));
  RETURN_IF_ERROR(CheckOrder(campaign, number));
  RETURN_IF_ERROR(CheckApproved(campaign, number, policy));
  // What was allowed when the version was written may not be so any more.
  ASSIGN_OR_RETURN(const std::vector<Finding> findings,
                   CheckAgainstPublished(sql, campaign, version.spec(), change.now));
  if (!findings.empty()) return absl::FailedPreconditionError(campaign_rules::Describe(findings));
  RETURN_IF_ERROR(CheckTerms(version.spec(), change.now));
  campaign.set_published_version(number);
  stored->window = {TimeUtil::TimestampToMilliseconds(version.spec().start_time()),
                    TimeUtil::TimestampToMilliseconds(version.spec().end_time())};
  if (campaign.review().version() <= number) ClearReview(&campaign);
  return absl::OkStatus();
}

absl::Status End(const Change& change, StoredCampaign* stored) {
  if (stored->ended_at_ms == 0) stored->ended_at_ms = absl::ToUnixMillis(change.now);
  return absl::OkStatus();
}

absl::Status Archive(soci::session& sql, const Change& change, StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  if (campaign.state() == admin::v1::CAMPAIGN_STATE_ARCHIVED) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<CampaignVersion> published, FindPublished(sql, campaign.campaign_id()));
  const int64_t window_ends = stored->window.ends_at_ms;
  const int64_t ended_at_ms = stored->ended_at_ms == 0 ? window_ends : std::min(stored->ended_at_ms, window_ends);
  const absl::Time ended = absl::FromUnixMillis(ended_at_ms);
  const absl::Time from = ArchivableFrom(published, ended);
  if (change.now < from) {
    return absl::FailedPreconditionError(
        absl::StrCat("campaign \"", campaign.campaign_id(), "\" ended at ", Format(ended),
                     ", and its coupons can be used, and its orders and refunds reported, for some time after that; it "
                     "can be archived from ",
                     Format(from), " on"));
  }
  if (!campaign.has_archive())
    campaign.mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_WAITING_FOR_LEDGER);
  return absl::OkStatus();
}

}  // namespace fudai::campaigns
