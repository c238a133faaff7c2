#include "services/admin/stats/growth_coffee.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/stored_campaigns.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::QueryGrowthCoffeeResponse;
using event::v1::Event;
using ::testing::HasSubstr;

constexpr int64_t kHourMs = 3'600'000;

std::string Text(const google::protobuf::Message& message) { return message.ShortDebugString(); }

// 100 drops fill a cup; a second step begins at 2 helpers.
class GrowthCoffeeTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    spec_ = MarchSpec();
    spec_.mutable_growth()->add_steps()->set_min_helpers(2);
    spec_.mutable_growth()->mutable_steps(1)->set_drops(20);
    StoreCampaign(*database_, "spring", spec_);
    Open(30, 0, 1, 0);
    Open(60, 0, 2, kHourMs);
    Open(0, 0, 2, 2 * kHourMs);
    Open(35, 1, 3, 24 * kHourMs);
  }

  void Open(uint32_t drops, uint32_t cups, uint32_t helpers, int64_t later_ms) {
    Event event = OpenEvent("bag", 0, "friend");
    event.mutable_bag_opened()->set_drops(drops);
    event.mutable_bag_opened()->set_cups_filled(cups);
    event.mutable_bag_opened()->set_helpers(helpers);
    events_.Fold(*database_, 1, event, later_ms);
  }
  absl::StatusOr<QueryGrowthCoffeeResponse> Read(const DayRange& days) {
    return database_->Read([&](soci::session& sql) { return ReadGrowthCoffee(sql, days); });
  }

  campaign::v1::CampaignSpec spec_;
  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, GrowthCoffeeTest, BothDatabases(), DatabaseName);

TEST_P(GrowthCoffeeTest, ShowsHowCupsFill) {
  const auto coffee = Read({.campaign_id = "spring"});
  ASSERT_TRUE(coffee.ok()) << coffee.status();
  EXPECT_EQ(coffee->cups_in_progress(), 1);
  EXPECT_EQ(coffee->cups_filled(), 1);
  EXPECT_EQ(coffee->drops(), 125);
  ASSERT_EQ(coffee->fullness_size(), 1);
  EXPECT_EQ(Text(coffee->fullness(0)), "tenths: 2 cups: 1");
  ASSERT_EQ(coffee->drops_per_open_size(), 4);
  EXPECT_EQ(Text(coffee->drops_per_open(0)), "openings: 1");
  EXPECT_EQ(Text(coffee->drops_per_open(2)), "drops: 35 openings: 1");
  EXPECT_EQ(Text(coffee->time_to_full().median()), "from_hours: 24 to_hours: 25 count: 1");
  ASSERT_EQ(coffee->steps_size(), 2);
  EXPECT_EQ(Text(coffee->steps(0)), "drops_per_open: 10 openings: 2 drops: 90 sharers: 1");
  EXPECT_EQ(Text(coffee->steps(1)),
            "min_helpers: 2 drops_per_open: 20 openings: 2 drops: 35 cups_filled: 1 sharers: 1");
}

TEST_P(GrowthCoffeeTest, CountsWithinTheDaysButForWhatIsNow) {
  const auto second_day = Read({.campaign_id = "spring", .start_ms = kEventMs + 4 * kHourMs});
  ASSERT_TRUE(second_day.ok()) << second_day.status();
  EXPECT_EQ(second_day->cups_in_progress(), 1);
  EXPECT_EQ(second_day->drops(), 35);
  EXPECT_EQ(second_day->steps(0).openings(), 0);
  EXPECT_EQ(second_day->steps(0).sharers(), 1);
  EXPECT_EQ(second_day->steps(1).openings(), 1);
}

// The second version moves the step.
TEST_P(GrowthCoffeeTest, CutsByTheStepsInEffect) {
  spec_.mutable_growth()->mutable_steps(1)->set_min_helpers(1);
  for (const int published_version : {1, 2}) {
    const absl::Status saved = database_->Write([&](soci::session& sql) -> absl::Status {
      ASSIGN_OR_RETURN(campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, "spring"));
      *stored.campaign.mutable_spec() = spec_;
      stored.campaign.set_version(2);
      stored.campaign.set_published_version(published_version);
      if (published_version == 1) RETURN_IF_ERROR(campaigns::InsertVersion(sql, stored.campaign));
      campaigns::SaveCampaign(sql, &stored);
      return absl::OkStatus();
    });
    ASSERT_TRUE(saved.ok()) << saved;
    const auto coffee = Read({.campaign_id = "spring"});
    ASSERT_TRUE(coffee.ok()) << coffee.status();
    EXPECT_EQ(coffee->steps(1).min_helpers(), published_version == 1 ? 2 : 1);
    EXPECT_EQ(coffee->steps(1).openings(), published_version == 1 ? 2 : 3);
  }
}

TEST_P(GrowthCoffeeTest, IsOfOneCampaign) {
  EXPECT_THAT(std::string(Read({}).status().message()), HasSubstr("campaign_id is empty"));
}

}  // namespace
}  // namespace fudai::stats
