#include "services/admin/campaigns/campaign_lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignState;
using ::testing::HasSubstr;

constexpr CampaignState kDraft = admin::v1::CAMPAIGN_STATE_DRAFT;
constexpr CampaignState kActive = admin::v1::CAMPAIGN_STATE_ACTIVE;
constexpr CampaignState kPaused = admin::v1::CAMPAIGN_STATE_PAUSED;
constexpr CampaignState kEnded = admin::v1::CAMPAIGN_STATE_ENDED;

TEST(NextStateTest, FollowsTheTable) {
  struct Case {
    CampaignState state;
    Action action;
    std::optional<CampaignState> next;
  };
  const Case cases[] = {
      {kDraft, Action::kPublish, kActive}, {kActive, Action::kPublish, kActive}, {kPaused, Action::kPublish, kPaused},
      {kEnded, Action::kPublish, {}},      {kDraft, Action::kPause, {}},         {kActive, Action::kPause, kPaused},
      {kPaused, Action::kPause, kPaused},  {kEnded, Action::kPause, {}},         {kDraft, Action::kResume, {}},
      {kActive, Action::kResume, kActive}, {kPaused, Action::kResume, kActive},  {kEnded, Action::kResume, {}},
      {kDraft, Action::kEnd, {}},          {kActive, Action::kEnd, kEnded},      {kPaused, Action::kEnd, kEnded},
      {kEnded, Action::kEnd, kEnded},
  };
  for (const Case& c : cases) {
    const absl::StatusOr<CampaignState> next = NextState("spring", c.state, c.action);
    EXPECT_EQ(next.ok() ? std::make_optional(*next) : std::nullopt, c.next)
        << c.state << " " << static_cast<int>(c.action);
  }
}

TEST(NextStateTest, SaysWhatWouldBeRight) {
  const absl::Status status = NextState("spring", kDraft, Action::kPause).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "campaign \"spring\" is draft; only an active campaign can be paused");
}

}  // namespace
}  // namespace fudai::campaigns
