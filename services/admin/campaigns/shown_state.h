// The state that a campaign shows. The database keeps what somebody decided (draft, in review, active, paused, ended,
// archived); what the published version's window makes of it depends on the moment:
//
//   active before start_time           shows SCHEDULED
//   active or paused from end_time on  shows ENDED
//
// Here alone, once in C++ and once in SQL, which a test compares.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// The window of the version in effect, in milliseconds since the epoch; the end is excluded.
struct Window {
  int64_t starts_at_ms = 0;
  int64_t ends_at_ms = 0;
};

admin::v1::CampaignState ShownState(admin::v1::CampaignState stored, const Window& window, int64_t now_ms);

// The same as an SQL expression over the columns of `campaigns` under the alias "c": a CampaignState's number. The
// moment is a literal in it.
std::string ShownStateSql(int64_t now_ms);

// The state as people read it: "in review".
std::string StateName(admin::v1::CampaignState state);

}  // namespace fudai::campaigns
