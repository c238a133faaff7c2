#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// What a marketer can do to a campaign. Numbers are kept in the database.
enum class Action { kPublish = 1, kPause = 2, kResume = 3, kEnd = 4 };

// The state that an action leads to; the same state where there is nothing to do, so that every action can be repeated.
// FAILED_PRECONDITION where the state does not allow it, saying which states do.
//
//   draft ─publish→ active ⇄ paused (pause, resume); active, paused ─end→ ended
absl::StatusOr<admin::v1::CampaignState> NextState(absl::string_view campaign_id, admin::v1::CampaignState state,
                                                   Action action);

}  // namespace fudai::campaigns
