#include "services/admin/campaigns/shown_state.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/database/database.h"
#include "services/admin/testing/test_databases.h"

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

constexpr Window kWindow{.starts_at_ms = 100, .ends_at_ms = 200};

TEST(ShownStateTest, FollowsTheWindow) {
  struct Case {
    CampaignState stored;
    CampaignState before, within, after;
  };
  const Case cases[] = {
      {kDraft, kDraft, kDraft, kDraft},       {kInReview, kInReview, kInReview, kInReview},
      {kActive, kScheduled, kActive, kEnded}, {kPaused, kPaused, kPaused, kEnded},
      {kEnded, kEnded, kEnded, kEnded},       {kArchived, kArchived, kArchived, kArchived},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ShownState(c.stored, kWindow, 99), c.before) << StateName(c.stored);
    EXPECT_EQ(ShownState(c.stored, kWindow, 100), c.within) << StateName(c.stored);
    EXPECT_EQ(ShownState(c.stored, kWindow, 199), c.within) << StateName(c.stored);
    EXPECT_EQ(ShownState(c.stored, kWindow, 200), c.after) << StateName(c.stored);
  }
}

class ShownStateSqlTest : public testsupport::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, ShownStateSqlTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ShownStateSqlTest, AgreesWithTheFunction) {
  const auto database = OpenNew();
  const auto compare = [](soci::session& sql) -> absl::Status {
    for (const CampaignState stored : {kDraft, kInReview, kActive, kPaused, kEnded, kArchived}) {
      for (const int64_t now_ms : {99, 100, 199, 200}) {
        int shown = 0;
        sql << absl::StrCat("SELECT ", ShownStateSql(now_ms), " FROM (SELECT ", stored, " AS state, ",
                            kWindow.starts_at_ms, " AS starts_at_ms, ", kWindow.ends_at_ms, " AS ends_at_ms) c"),
            soci::into(shown);
        EXPECT_EQ(shown, ShownState(stored, kWindow, now_ms)) << StateName(stored) << " at " << now_ms;
      }
    }
    return absl::OkStatus();
  };
  EXPECT_TRUE(database->Read(compare).ok());
}

}  // namespace
}  // namespace fudai::campaigns
