#include "services/admin/testing/stored_campaigns.h"

#include <gtest/gtest.h>

#include "services/admin/campaigns/campaign_store.h"

namespace fudai::testsupport {

void StoreCampaign(database::Database& database, const std::string& campaign_id,
                   const campaign::v1::CampaignSpec& spec) {
  admin::v1::Campaign campaign;
  campaign.set_campaign_id(campaign_id);
  campaign.set_version(1);
  *campaign.mutable_spec() = spec;
  const auto stored = database.Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); });
  ASSERT_TRUE(stored.ok() && *stored) << stored.status();
}

}  // namespace fudai::testsupport
