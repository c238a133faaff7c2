#include "services/admin/campaigns/campaign_lifecycle.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CAMPAIGN_STATE_ACTIVE;
using admin::v1::CAMPAIGN_STATE_DRAFT;
using admin::v1::CAMPAIGN_STATE_ENDED;
using admin::v1::CAMPAIGN_STATE_PAUSED;
using admin::v1::CampaignState;

std::string Name(CampaignState state) {
  return absl::AsciiStrToLower(absl::StripPrefix(admin::v1::CampaignState_Name(state), "CAMPAIGN_STATE_"));
}

}  // namespace

absl::StatusOr<CampaignState> NextState(absl::string_view campaign_id, CampaignState state, Action action) {
  const auto refuse = [&](absl::string_view rule) {
    return absl::FailedPreconditionError(absl::StrCat("campaign \"", campaign_id, "\" is ", Name(state), "; ", rule));
  };
  switch (action) {
    case Action::kPublish:
      if (state == CAMPAIGN_STATE_DRAFT) return CAMPAIGN_STATE_ACTIVE;
      if (state != CAMPAIGN_STATE_ENDED) return state;
      return refuse("it is over for good: create another");
    case Action::kPause:
      if (state == CAMPAIGN_STATE_ACTIVE || state == CAMPAIGN_STATE_PAUSED) return CAMPAIGN_STATE_PAUSED;
      return refuse("only an active campaign can be paused");
    case Action::kResume:
      if (state == CAMPAIGN_STATE_PAUSED || state == CAMPAIGN_STATE_ACTIVE) return CAMPAIGN_STATE_ACTIVE;
      return refuse("only a paused campaign can be resumed");
    case Action::kEnd:
      if (state != CAMPAIGN_STATE_DRAFT) return CAMPAIGN_STATE_ENDED;
      return refuse("only an active or paused campaign can be ended");
  }
  return absl::InternalError(absl::StrCat("no such action: ", static_cast<int>(action)));
}

}  // namespace fudai::campaigns
