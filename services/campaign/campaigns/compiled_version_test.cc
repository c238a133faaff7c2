// The validity of coupons at the edges of days.
#include "services/campaign/campaigns/compiled_version.h"

#include <gtest/gtest.h>

#include "absl/time/time.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/testing/sample_campaign.h"

namespace fudai::campaigns {
namespace {

// A coupon of two days; moments are in the campaign's zone, and "" means none.
struct Case {
  const char* name;
  const char* zone;
  const char* given;
  int waiting_days;
  const char* not_before;
  const char* not_after;
  const char* from;
  const char* until;
};

class ValidityTest : public testing::TestWithParam<Case> {
 protected:
  int64_t Milliseconds(const std::string& moment) const {
    absl::Time time;
    std::string error;
    EXPECT_TRUE(absl::ParseTime("%Y-%m-%d %H:%M:%E*S", moment, zone_, &time, &error)) << moment << ": " << error;
    return absl::ToUnixMillis(time);
  }

  CompiledVersionPtr Version() const {
    store::v1::CampaignVersion version;
    *version.mutable_spec() = campaign_testing::SampleSpec();
    version.mutable_spec()->set_time_zone(GetParam().zone);
    campaign::v1::CouponTemplate& terms = *version.mutable_spec()->mutable_templates(0);
    terms.set_valid_days(2);
    campaign::v1::CouponConditions& conditions = *terms.mutable_conditions();
    conditions.set_waiting_days(GetParam().waiting_days);
    const std::string not_before = GetParam().not_before;
    const std::string not_after = GetParam().not_after;
    if (!not_before.empty()) *conditions.mutable_not_before() = contracts::ToTimestamp(Milliseconds(not_before));
    if (!not_after.empty()) *conditions.mutable_not_after() = contracts::ToTimestamp(Milliseconds(not_after));
    return Compile("spring", version).value();
  }

  absl::TimeZone zone_;
};

TEST_P(ValidityTest, FollowsTheTemplate) {
  ASSERT_TRUE(absl::LoadTimeZone(GetParam().zone, &zone_));
  const CompiledVersionPtr version = Version();
  const Validity validity = ValidityOf(*version, version->coupon_template(0), Milliseconds(GetParam().given));
  EXPECT_EQ(validity.from_ms, Milliseconds(GetParam().from));
  EXPECT_EQ(validity.until_ms, Milliseconds(GetParam().until));
}

TEST(CompiledVersionTest, KnowsThePursesOfItsCappedTemplates) {
  store::v1::CampaignVersion version;
  *version.mutable_spec() = campaign_testing::SampleSpec();
  version.mutable_spec()->mutable_templates(1)->set_budget_fen(1'000);
  const CompiledVersionPtr compiled = Compile("spring", version).value();
  EXPECT_EQ(compiled->PurseOf("cake"), "t:cake");
  EXPECT_EQ(compiled->PurseOf("tea"), "") << "nothing caps it";
  EXPECT_EQ(compiled->PurseOf("soup"), "") << "a template of another version";
}

constexpr char kShanghai[] = "Asia/Shanghai";
constexpr char kNewYork[] = "America/New_York";

INSTANTIATE_TEST_SUITE_P(Edges, ValidityTest,
                         testing::Values(Case{"FromWhenItWasGiven", kShanghai, "2026-03-01 15:30:00.25", 0, "", "",
                                              "2026-03-01 15:30:00.25", "2026-03-03 15:30:00.25"},
                                         Case{"FromTomorrow", kShanghai, "2026-03-01 15:30:00.25", 1, "", "",
                                              "2026-03-02 00:00:00", "2026-03-04 00:00:00"},
                                         Case{"JustBeforeMidnight", kShanghai, "2026-03-01 23:59:59.999", 1, "", "",
                                              "2026-03-02 00:00:00", "2026-03-04 00:00:00"},
                                         Case{"AtMidnight", kShanghai, "2026-03-02 00:00:00", 1, "", "",
                                              "2026-03-03 00:00:00", "2026-03-05 00:00:00"},
                                         Case{"OverTheMonthsEnd", kNewYork, "2026-01-30 22:00:00", 3, "", "",
                                              "2026-02-02 00:00:00", "2026-02-04 00:00:00"},
                                         // The clocks go forward on 2026-03-08 at 2:00.
                                         Case{"WaitingThroughTheShortDay", kNewYork, "2026-03-07 12:00:00", 2, "", "",
                                              "2026-03-09 00:00:00", "2026-03-11 00:00:00"},
                                         Case{"NotBefore", kShanghai, "2026-03-01 15:30:00", 0, "2026-03-02 10:00:00",
                                              "", "2026-03-02 10:00:00", "2026-03-03 15:30:00"},
                                         Case{"NotBeforeHasPassed", kShanghai, "2026-03-01 15:30:00", 0,
                                              "2026-02-02 10:00:00", "", "2026-03-01 15:30:00", "2026-03-03 15:30:00"},
                                         Case{"NotAfter", kShanghai, "2026-03-01 15:30:00", 0, "",
                                              "2026-03-02 10:00:00", "2026-03-01 15:30:00", "2026-03-02 10:00:00"},
                                         Case{"NotAfterIsFarOff", kShanghai, "2026-03-01 15:30:00", 0, "",
                                              "2026-04-01 00:00:00", "2026-03-01 15:30:00", "2026-03-03 15:30:00"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace fudai::campaigns
