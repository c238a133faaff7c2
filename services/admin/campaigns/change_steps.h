// What each change does to a campaign before it is stored, once its state allows it. Private to this room. Errors are
// those of Record (campaign_changes.h).
#pragma once

#include <soci/soci.h>

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/campaign_rules/campaign_rules.h"
#include "services/admin/campaigns/campaign_changes.h"
#include "services/admin/campaigns/campaign_store.h"

namespace fudai::campaigns {

// The findings of a spec as an edit of what is published (edit_rules.h); none before the first publication.
absl::StatusOr<std::vector<campaign_rules::Finding>> CheckAgainstPublished(soci::session& sql,
                                                                           const admin::v1::Campaign& campaign,
                                                                           const campaign::v1::CampaignSpec& spec,
                                                                           absl::Time now);

// That the caller has seen the campaign as it is.
absl::Status CheckEtag(const Change& change, const admin::v1::Campaign& campaign);
absl::Status Edit(soci::session& sql, const Change& change, StoredCampaign* stored);
absl::Status PutIntoEffect(soci::session& sql, const Change& change, const ChangePolicy& policy,
                           StoredCampaign* stored);
absl::Status End(const Change& change, StoredCampaign* stored);
absl::Status Archive(soci::session& sql, const Change& change, StoredCampaign* stored);

// Reviews.
absl::Status Submit(const Change& change, StoredCampaign* stored);
absl::Status Approve(soci::session& sql, const Change& change, StoredCampaign* stored);
absl::Status Reject(const Change& change, StoredCampaign* stored);
// Takes a review and an approval back.
void ClearReview(admin::v1::Campaign* campaign);

// The version that a publication is about.
int VersionToPublish(const Change& change, const StoredCampaign& stored);

}  // namespace fudai::campaigns
