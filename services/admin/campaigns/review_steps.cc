#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/change_steps.h"
#include "services/admin/campaigns/version_store.h"

namespace fudai::campaigns {
namespace {

using admin::v1::Campaign;
using admin::v1::CampaignReview;

// That the reviewer has seen the newest version, and that somebody has asked for its review.
absl::Status CheckReviewed(const Change& change, const Campaign& campaign) {
  if (change.version != campaign.version()) {
    return absl::AbortedError(absl::StrCat("version is ", change.version, "; the newest of campaign \"",
                                           campaign.campaign_id(), "\" is ", campaign.version(), ", by ",
                                           campaign.update_actor(), ": look at that one first"));
  }
  if (campaign.review().state() != CampaignReview::STATE_NONE) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("nobody has asked for a review of version ", campaign.version(),
                                                    " of campaign \"", campaign.campaign_id(), "\": submit it first"));
}

}  // namespace

void ClearReview(Campaign* campaign) {
  campaign->mutable_review()->Clear();
  campaign->mutable_review()->set_state(CampaignReview::STATE_NONE);
}

absl::Status Submit(const Change& change, StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  if (campaign.version() == campaign.published_version()) {
    return absl::FailedPreconditionError(absl::StrCat("version ", campaign.version(), " of campaign \"",
                                                      campaign.campaign_id(),
                                                      "\" is published already; a review is for an edit after it"));
  }
  if (campaign.review().state() != CampaignReview::STATE_NONE) return absl::OkStatus();
  campaign.mutable_review()->set_state(CampaignReview::STATE_REQUESTED);
  campaign.mutable_review()->set_version(campaign.version());
  campaign.mutable_review()->set_requester(change.actor.subject);
  return absl::OkStatus();
}

absl::Status Approve(soci::session& sql, const Change& change, StoredCampaign* stored) {
  Campaign& campaign = stored->campaign;
  RETURN_IF_ERROR(CheckReviewed(change, campaign));
  const std::vector<std::string> authors = AuthorsAfter(sql, campaign.campaign_id(), campaign.published_version());
  if (absl::c_linear_search(authors, change.actor.subject)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "what version ", campaign.version(), " of campaign \"", campaign.campaign_id(),
        "\" would publish was written by ", absl::StrJoin(authors, ", "), "; it should be approved by somebody else"));
  }
  if (campaign.review().state() == CampaignReview::STATE_APPROVED) return absl::OkStatus();
  campaign.mutable_review()->set_state(CampaignReview::STATE_APPROVED);
  campaign.mutable_review()->set_approver(change.actor.subject);
  return absl::OkStatus();
}

absl::Status Reject(const Change& change, StoredCampaign* stored) {
  RETURN_IF_ERROR(CheckReviewed(change, stored->campaign));
  ClearReview(&stored->campaign);
  return absl::OkStatus();
}

}  // namespace fudai::campaigns
