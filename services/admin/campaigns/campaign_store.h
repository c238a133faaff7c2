// Campaigns in SQL. Each function runs within the caller's transaction.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_lifecycle.h"

namespace fudai::campaigns {

// A campaign, and the publication that its state wants: every partition has it once applied_epoch has reached epoch. A
// draft has epoch 0.
struct StoredCampaign {
  admin::v1::Campaign campaign;
  int64_t epoch = 0;
  int64_t applied_epoch = 0;
};

// NOT_FOUND if there is none.
absl::StatusOr<StoredCampaign> FindCampaign(soci::session& sql, const std::string& campaign_id);

// Stores a new campaign; false, and nothing changed, if its id is taken.
absl::StatusOr<bool> InsertCampaign(soci::session& sql, const admin::v1::Campaign& campaign);

// Who changes a campaign's state, and when.
struct StateChange {
  admin::v1::CampaignState state;
  absl::Time now;
  std::string actor;
};

// Changes the state, under a new epoch.
absl::Status ChangeState(soci::session& sql, const std::string& campaign_id, const StateChange& change);

// Campaigns whose state not every partition has yet, oldest epoch first.
absl::StatusOr<std::vector<StoredCampaign>> FindUnapplied(soci::session& sql);
absl::Status MarkApplied(soci::session& sql, const std::string& campaign_id, int64_t epoch);

// The newest epoch given so far, and the newest that every partition has taken.
struct Epochs {
  int64_t newest = 0;
  int64_t applied = 0;
};
Epochs ReadEpochs(soci::session& sql);

// Where a page of the list begins: after the campaign that was created then.
struct ListPosition {
  int64_t created_at_ms = INT64_MAX;
  std::string campaign_id;
};

// Campaigns after the position, newest first.
absl::StatusOr<std::vector<StoredCampaign>> ListCampaigns(soci::session& sql, const ListPosition& after, int limit);

// A change that carries a request_id, and its first answer.
struct RequestRecord {
  std::string request_id;
  std::string campaign_id;
  Action action{};
  admin::v1::Campaign answer;
};

std::optional<RequestRecord> FindRequest(soci::session& sql, const std::string& request_id);
void InsertRequest(soci::session& sql, const RequestRecord& request);

}  // namespace fudai::campaigns
