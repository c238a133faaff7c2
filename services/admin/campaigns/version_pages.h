// What callers read of a campaign's versions. Each function runs within the caller's transaction.
#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// A page of versions. NOT_FOUND if there is no such campaign; INVALID_ARGUMENT for a page_size or page_token that is
// none.
absl::StatusOr<admin::v1::ListCampaignVersionsResponse> ListVersionPage(
    soci::session& sql, const admin::v1::ListCampaignVersionsRequest& request);

// What differs between the versions that the request names. NOT_FOUND if one of them is not there.
absl::StatusOr<admin::v1::CompareCampaignVersionsResponse> CompareVersions(
    soci::session& sql, const admin::v1::CompareCampaignVersionsRequest& request);

}  // namespace fudai::campaigns
