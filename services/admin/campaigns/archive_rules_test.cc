#include "services/admin/campaigns/archive_rules.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/admin/testing/test_campaigns.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignVersion;

constexpr absl::Duration kDay = absl::Hours(24);

// 2026-03-20T18:00:00 in Shanghai.
absl::Time Ended() { return absl::FromUnixSeconds(1'774'000'800); }

CampaignVersion Version() {
  CampaignVersion version;
  *version.mutable_spec() = testsupport::MarchSpec();
  return version;
}

TEST(ArchivableFromTest, ThirtyDaysAfterTheLastUseOfACoupon) {
  EXPECT_EQ(ArchivableFrom({Version()}, Ended()), Ended() + 37 * kDay);
}

TEST(ArchivableFromTest, TheLongestTemplateOfAnyVersionCounts) {
  CampaignVersion first = Version();
  auto* longest = first.mutable_spec()->add_templates();
  longest->set_template_id("longest");
  longest->set_valid_days(100);
  EXPECT_EQ(ArchivableFrom({first, Version()}, Ended()), Ended() + 130 * kDay);
}

TEST(ArchivableFromTest, WaitingDaysEndAtAMidnightOfTheZone) {
  CampaignVersion version = Version();
  version.mutable_spec()->mutable_templates(0)->mutable_conditions()->set_waiting_days(1);
  EXPECT_EQ(ArchivableFrom({version}, Ended()), Ended() + absl::Hours(6) + 37 * kDay);
}

TEST(ArchivableFromTest, NotAfterCutsAndTheEndStays) {
  CampaignVersion version = Version();
  auto* conditions = version.mutable_spec()->mutable_templates(0)->mutable_conditions();
  conditions->mutable_not_after()->set_seconds(absl::ToUnixSeconds(Ended() + 2 * kDay));
  EXPECT_EQ(ArchivableFrom({version}, Ended()), Ended() + 32 * kDay);
  conditions->mutable_not_after()->set_seconds(absl::ToUnixSeconds(Ended() - 2 * kDay));
  EXPECT_EQ(ArchivableFrom({version}, Ended()), Ended() + 30 * kDay);
}

}  // namespace
}  // namespace fudai::campaigns
