#include "services/admin/campaigns/campaign_lifecycle.h"

#include <gtest/gtest.h>

#include <iterator>

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
constexpr CampaignState kRefused = admin::v1::CAMPAIGN_STATE_UNSPECIFIED;

constexpr CampaignState kStates[] = {kDraft, kInReview, kScheduled, kActive, kPaused, kEnded, kArchived};

// Every state, every action: what is stored then. SCHEDULED is what an active campaign shows, and is never stored.
TEST(NextStateTest, FollowsTheTable) {
  struct Row {
    Action action;
    CampaignState next[7];  // As kStates.
  };
  const Row rows[] = {
      // from:              draft      in review  scheduled  active     paused     ended      archived
      {Action::kUpdate, {kDraft, kDraft, kActive, kActive, kPaused, kRefused, kRefused}},
      {Action::kSubmit, {kInReview, kInReview, kActive, kActive, kPaused, kRefused, kRefused}},
      {Action::kApprove, {kRefused, kInReview, kActive, kActive, kPaused, kRefused, kRefused}},
      {Action::kReject, {kRefused, kDraft, kActive, kActive, kPaused, kRefused, kRefused}},
      {Action::kPublish, {kActive, kActive, kActive, kActive, kPaused, kRefused, kRefused}},
      {Action::kPause, {kRefused, kRefused, kPaused, kPaused, kPaused, kRefused, kRefused}},
      {Action::kResume, {kRefused, kRefused, kActive, kActive, kActive, kRefused, kRefused}},
      {Action::kEnd, {kRefused, kRefused, kEnded, kEnded, kEnded, kEnded, kArchived}},
      {Action::kArchive, {kRefused, kRefused, kRefused, kRefused, kRefused, kArchived, kArchived}},
      {Action::kDelete, {kDraft, kInReview, kRefused, kRefused, kRefused, kRefused, kRefused}},
  };
  for (const Row& row : rows) {
    for (size_t i = 0; i < std::size(kStates); ++i) {
      const absl::StatusOr<CampaignState> next = NextState("spring", kStates[i], row.action);
      EXPECT_EQ(next.value_or(kRefused), row.next[i])
          << static_cast<int>(row.action) << " of " << StateName(kStates[i]);
      EXPECT_EQ(absl::IsFailedPrecondition(next.status()), !next.ok());
    }
  }
}

TEST(NextStateTest, SaysWhatWouldBeRight) {
  EXPECT_EQ(NextState("spring", kDraft, Action::kPause).status().message(),
            "campaign \"spring\" is draft; only an active or scheduled campaign can be paused");
  EXPECT_EQ(NextState("spring", kInReview, Action::kEnd).status().message(),
            "campaign \"spring\" is in review; only a campaign that was published can be ended");
}

}  // namespace
}  // namespace fudai::campaigns
