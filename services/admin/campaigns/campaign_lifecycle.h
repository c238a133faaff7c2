#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// What somebody can do to a campaign. Numbers are kept in the database.
enum class Action {
  kPublish = 1,
  kPause = 2,
  kResume = 3,
  kEnd = 4,
  kUpdate = 5,
  kSubmit = 6,
  kApprove = 7,
  kReject = 8,
  kArchive = 9,
  kDelete = 10
};

// The state to store after an action on a campaign that shows `shown` (shown_state.h); the same state where there is
// nothing to do, so that every action can be repeated. FAILED_PRECONDITION where the state does not allow it, saying
// which states do.
//
//   draft ─submit→ in review ─reject, update→ draft;  draft, in review ─publish→ active
//   active, scheduled ─pause→ paused ─resume→ active;  active, scheduled, paused ─end→ ended ─archive→ archived
//   draft, in review ─delete→ gone
absl::StatusOr<admin::v1::CampaignState> NextState(absl::string_view campaign_id, admin::v1::CampaignState shown,
                                                   Action action);

}  // namespace fudai::campaigns
