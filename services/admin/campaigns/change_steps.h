// What each change does to a campaign before it is stored, once its state allows it. Private to this room. Errors are
// those of Record (campaign_changes.h).
#pragma once

#include <soci/soci.h>

#include "absl/status/status.h"
#include "services/admin/campaigns/campaign_changes.h"
#include "services/admin/campaigns/campaign_store.h"

namespace fudai::campaigns {

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
