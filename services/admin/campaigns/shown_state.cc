#include "services/admin/campaigns/shown_state.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CAMPAIGN_STATE_ACTIVE;
using admin::v1::CAMPAIGN_STATE_ENDED;
using admin::v1::CAMPAIGN_STATE_PAUSED;
using admin::v1::CAMPAIGN_STATE_SCHEDULED;
using admin::v1::CampaignState;

}  // namespace

CampaignState ShownState(CampaignState stored, const Window& window, int64_t now_ms) {
  if (stored != CAMPAIGN_STATE_ACTIVE && stored != CAMPAIGN_STATE_PAUSED) return stored;
  if (now_ms >= window.ends_at_ms) return CAMPAIGN_STATE_ENDED;
  if (stored == CAMPAIGN_STATE_ACTIVE && now_ms < window.starts_at_ms) return CAMPAIGN_STATE_SCHEDULED;
  return stored;
}

std::string ShownStateSql(int64_t now_ms) {
  return absl::StrCat("(CASE WHEN c.state NOT IN (", CAMPAIGN_STATE_ACTIVE, ", ", CAMPAIGN_STATE_PAUSED,
                      ") THEN c.state WHEN c.ends_at_ms <= ", now_ms, " THEN ", CAMPAIGN_STATE_ENDED,
                      " WHEN c.state = ", CAMPAIGN_STATE_ACTIVE, " AND c.starts_at_ms > ", now_ms, " THEN ",
                      CAMPAIGN_STATE_SCHEDULED, " ELSE c.state END)");
}

std::string StateName(CampaignState state) {
  const std::string& name = admin::v1::CampaignState_Name(state);
  return absl::AsciiStrToLower(absl::StrReplaceAll(absl::StripPrefix(name, "CAMPAIGN_STATE_"), {{"_", " "}}));
}

}  // namespace fudai::campaigns
