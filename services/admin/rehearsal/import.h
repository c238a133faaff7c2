#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/database/database.h"

namespace fudai::rehearsal {

// What the rehearsal may see of production: what its campaigns say, and nothing else. It only reads.
class ProductionCampaigns {
 public:
  explicit ProductionCampaigns(database::Database* production) : production_(production) {}

  // What a version of a campaign says; 0: the newest one. NOT_FOUND if there is none. Blocks.
  absl::StatusOr<campaign::v1::CampaignSpec> Find(const std::string& campaign_id, int version) const;

 private:
  database::Database* production_;
};

// The spec with its window, and its templates' absolute windows, moved so that it begins with the minute of `now`: an
// order whose time is told to the minute is then not before it.
campaign::v1::CampaignSpec BeginningNow(campaign::v1::CampaignSpec spec, absl::Time now);

// A draft that somebody imports.
struct Import {
  std::string campaign_id;
  campaign::v1::CampaignSpec spec;
  auth::Identity actor;
  absl::Time now;
};

// Stores the draft, with its entry in the audit log. ALREADY_EXISTS if there is a campaign of that id which says
// something else. Within the caller's transaction.
absl::StatusOr<admin::v1::Campaign> StoreImport(soci::session& sql, const Import& import);

}  // namespace fudai::rehearsal
