// Campaigns in SQL. Each function runs within the caller's transaction.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/partition/sweep.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/shown_state.h"
#include "services/admin/filter/list_query.h"

namespace fudai::campaigns {

// A campaign, and the publication that its state wants: every partition has it once applied_epoch has reached epoch. A
// campaign that was never published has epoch 0.
struct StoredCampaign {
  // Its state is the one that was stored, not the one that it shows.
  admin::v1::Campaign campaign;
  // Of the published version.
  Window window;
  // When somebody ended it; 0 if nobody did.
  int64_t ended_at_ms = 0;
  int64_t epoch = 0;
  int64_t applied_epoch = 0;
};

// The campaign as callers see it at a moment.
admin::v1::Campaign Show(const StoredCampaign& stored, absl::Time now);

// NOT_FOUND if there is none, as NoCampaign says it.
absl::StatusOr<StoredCampaign> FindCampaign(soci::session& sql, const std::string& campaign_id);
absl::Status NoCampaign(absl::string_view campaign_id);

// Those of several campaigns that are there, by their ids.
absl::StatusOr<std::map<std::string, StoredCampaign>> FindCampaigns(soci::session& sql,
                                                                    absl::Span<const std::string> campaign_ids);

// Stores a new campaign with its first version; false, and nothing changed, if its id is taken.
absl::StatusOr<bool> InsertCampaign(soci::session& sql, const admin::v1::Campaign& campaign);

// Stores all of a campaign that changes but its versions, and gives it a new etag.
void SaveCampaign(soci::session& sql, StoredCampaign* stored);

// Removes a campaign with its versions.
void RemoveCampaign(soci::session& sql, const std::string& campaign_id);

// The number of the next publication.
int64_t NextEpoch(soci::session& sql);

// Campaigns whose state not every partition has yet, oldest epoch first.
absl::StatusOr<std::vector<StoredCampaign>> FindUnapplied(soci::session& sql);
absl::Status MarkApplied(soci::session& sql, const std::string& campaign_id, int64_t epoch);

// An archived campaign of which something is left in the store, and whether no more than RemoveCampaign removes.
struct Archiving {
  std::string campaign_id;
  bool swept = false;
};
// Those that every partition knows to be archived, oldest epoch first.
std::vector<Archiving> FindArchiving(soci::session& sql);
absl::Status NoteSweep(soci::session& sql, const std::string& campaign_id, const partition::SweepProgress& progress);
absl::Status MarkArchived(soci::session& sql, const std::string& campaign_id, absl::Time now);

// The newest epoch given so far, and the newest that every partition has taken.
struct Epochs {
  int64_t newest = 0;
  int64_t applied = 0;
};
Epochs ReadEpochs(soci::session& sql);

// What ListCampaigns can be asked for at a moment, which decides what states campaigns show.
filter::List CampaignList(absl::Time now);

// One campaign more than belongs on the query's page, if there is one.
absl::StatusOr<std::vector<StoredCampaign>> ListCampaigns(soci::session& sql, const filter::ListQuery& query);

}  // namespace fudai::campaigns
