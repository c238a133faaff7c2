// Versions of campaigns in SQL. Each function runs within the caller's transaction.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// A spec as the database holds it; DATA_LOSS if it cannot be read.
absl::StatusOr<campaign::v1::CampaignSpec> ReadSpec(const std::string& campaign_id, const std::string& text);

// Stores the campaign's version: its author, moment and reason are those of the campaign's last change.
// INVALID_ARGUMENT for a spec that has no JSON form.
absl::Status InsertVersion(soci::session& sql, const admin::v1::Campaign& campaign);

// NOT_FOUND if there is none, naming the newest.
absl::StatusOr<admin::v1::CampaignVersion> FindVersion(soci::session& sql, const std::string& campaign_id, int version);

// Versions below `before`, newest first.
struct VersionRange {
  int before = INT32_MAX;
  int limit = 0;
};
absl::StatusOr<std::vector<admin::v1::CampaignVersion>> ListVersions(soci::session& sql, const std::string& campaign_id,
                                                                     VersionRange range);

// Who wrote the versions above `version`, each once, by name.
std::vector<std::string> AuthorsAfter(soci::session& sql, const std::string& campaign_id, int version);

// Every version that has ever been in effect, oldest first.
absl::StatusOr<std::vector<admin::v1::CampaignVersion>> FindPublished(soci::session& sql,
                                                                      const std::string& campaign_id);

// Notes when a version was first published.
void MarkPublished(soci::session& sql, const std::string& campaign_id, int version, absl::Time now);

}  // namespace fudai::campaigns
