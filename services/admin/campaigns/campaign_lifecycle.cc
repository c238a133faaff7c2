#include "services/admin/campaigns/campaign_lifecycle.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/shown_state.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignState;

constexpr CampaignState kDraft = admin::v1::CAMPAIGN_STATE_DRAFT;
constexpr CampaignState kInReview = admin::v1::CAMPAIGN_STATE_IN_REVIEW;
constexpr CampaignState kScheduled = admin::v1::CAMPAIGN_STATE_SCHEDULED;
constexpr CampaignState kActive = admin::v1::CAMPAIGN_STATE_ACTIVE;
constexpr CampaignState kPaused = admin::v1::CAMPAIGN_STATE_PAUSED;
constexpr CampaignState kEnded = admin::v1::CAMPAIGN_STATE_ENDED;
constexpr CampaignState kArchived = admin::v1::CAMPAIGN_STATE_ARCHIVED;

// The states that an action is for, and what to say of the others.
struct Rule {
  std::vector<CampaignState> from;
  absl::string_view otherwise;
};

Rule RuleOf(Action action) {
  const std::vector<CampaignState> before_the_end = {kDraft, kInReview, kScheduled, kActive, kPaused};
  switch (action) {
    case Action::kUpdate:
      return {before_the_end, "it is over for good: copy it, and edit the copy"};
    case Action::kPublish:
      return {before_the_end, "it is over for good: create another, or copy it"};
    case Action::kSubmit:
      return {before_the_end, "only a campaign that has not ended can be submitted for review"};
    case Action::kApprove:
    case Action::kReject:
      return {{kInReview, kScheduled, kActive, kPaused}, "only a version that was submitted can be reviewed"};
    case Action::kPause:
      return {{kScheduled, kActive, kPaused}, "only an active or scheduled campaign can be paused"};
    case Action::kResume:
      return {{kScheduled, kActive, kPaused}, "only a paused campaign can be resumed"};
    case Action::kEnd:
      return {{kScheduled, kActive, kPaused, kEnded, kArchived}, "only a campaign that was published can be ended"};
    case Action::kArchive:
      return {{kEnded, kArchived}, "only a campaign that has ended can be archived"};
    case Action::kDelete:
      return {
          {kDraft, kInReview},
          "only a campaign that was never published can be deleted: end this one, and archive it once nothing of it "
          "can be used"};
  }
  return {};
}

// Where an action leads from a state that allows it.
CampaignState Target(CampaignState stored, Action action) {
  const bool published = stored != kDraft && stored != kInReview;
  switch (action) {
    case Action::kUpdate:
    case Action::kReject:
      return published ? stored : kDraft;
    case Action::kSubmit:
    case Action::kApprove:
      return published ? stored : kInReview;
    case Action::kPublish:
      return published ? stored : kActive;
    case Action::kPause:
      return kPaused;
    case Action::kResume:
      return kActive;
    case Action::kEnd:
      return stored == kArchived ? kArchived : kEnded;
    case Action::kArchive:
      return kArchived;
    case Action::kDelete:
      break;
  }
  return stored;
}

}  // namespace

absl::StatusOr<CampaignState> NextState(absl::string_view campaign_id, CampaignState shown, Action action) {
  const Rule rule = RuleOf(action);
  if (absl::c_linear_search(rule.from, shown)) return Target(shown == kScheduled ? kActive : shown, action);
  return absl::FailedPreconditionError(
      absl::StrCat("campaign \"", campaign_id, "\" is ", StateName(shown), "; ", rule.otherwise));
}

}  // namespace fudai::campaigns
