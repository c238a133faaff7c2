#pragma once

#include <string>

#include "fudai/campaign/v1/campaign.pb.h"
#include "services/admin/database/database.h"

namespace fudai::testsupport {

// Stores a new campaign with its first version, of which the numbers of its events are counted.
void StoreCampaign(database::Database& database, const std::string& campaign_id,
                   const campaign::v1::CampaignSpec& spec);

}  // namespace fudai::testsupport
