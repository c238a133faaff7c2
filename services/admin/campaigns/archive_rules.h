#pragma once

#include <vector>

#include "absl/time/time.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// When nothing of a campaign can be used or arrive any more that ended at `ended`: 30 days, within which the campaign
// server takes reports of orders and refunds, after the last moment at which a coupon of one of the published versions
// can be used. A pure function.
absl::Time ArchivableFrom(const std::vector<admin::v1::CampaignVersion>& published, absl::Time ended);

}  // namespace fudai::campaigns
