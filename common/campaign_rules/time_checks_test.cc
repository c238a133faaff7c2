// Hours of the week against the time in which coupons can be used. The valid spec begins on Thursday 2026-01-01 at 8:00
// in Shanghai, for 30 days, and coupons are valid for 7.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "common/campaign_rules/campaign_rules.h"
#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kHour = 3600;

// A spec whose first template's coupons can be used on these days from 9:00 to 17:00.
CampaignSpec WithHours(const std::vector<int>& days) {
  CampaignSpec spec = ValidSpec();
  auto& hours = *spec.mutable_templates(0)->mutable_conditions()->add_hours();
  for (const int day : days) hours.add_days(day);
  hours.set_start_minute(9 * 60);
  hours.set_end_minute(17 * 60);
  return spec;
}

CouponConditions& Conditions(CampaignSpec& spec) { return *spec.mutable_templates(0)->mutable_conditions(); }

std::vector<Finding> OfHours(const CampaignSpec& spec) {
  std::vector<Finding> found;
  for (const Finding& finding : Validate(spec, ValidNow())) {
    if (finding.field == "templates[0].conditions.hours") found.push_back(finding);
  }
  return found;
}

TEST(HoursTest, AnyDayComesWithinAWeek) { EXPECT_THAT(OfHours(WithHours({3})), IsEmpty()); }

TEST(HoursTest, CanBeMissedByShortCoupons) {
  CampaignSpec spec = WithHours({1, 2, 3, 4, 5});
  spec.mutable_templates(0)->set_valid_days(3);
  EXPECT_THAT(OfHours(spec), IsEmpty());
  spec.mutable_templates(0)->set_valid_days(2);
  const std::vector<Finding> findings = OfHours(spec);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kWarning);
  EXPECT_THAT(findings[0].message, HasSubstr("given at 2026-01-02T09:00:00+00:00"));  // Friday at 17:00.
}

TEST(HoursTest, CountFromTheEndOfWaiting) {
  CampaignSpec spec = WithHours({4});
  spec.mutable_templates(0)->set_valid_days(6);
  Conditions(spec).set_waiting_days(1);
  const std::vector<Finding> findings = OfHours(spec);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].message, HasSubstr("given at 2026-01-01T00:00:00+00:00"));  // From Friday to Wednesday.
}

TEST(HoursTest, MayNeverFallBetweenTheMoments) {
  CampaignSpec spec = WithHours({6});
  Conditions(spec).mutable_not_before()->set_seconds(spec.start_time().seconds());
  Conditions(spec).mutable_not_after()->set_seconds(spec.start_time().seconds() + 2 * kDay + kHour);
  const std::vector<Finding> findings = OfHours(spec);  // Until Saturday at 9:00.
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kError);
  EXPECT_THAT(findings[0].message, HasSubstr("none ever could"));
  Conditions(spec).mutable_not_after()->set_seconds(spec.start_time().seconds() + 2 * kDay + kHour + 1);
  for (const Finding& finding : OfHours(spec)) EXPECT_EQ(finding.severity, Severity::kWarning);
}

TEST(HoursTest, AreNotJudgedWhereTheyAreWrong) {
  CampaignSpec spec = WithHours({6});
  Conditions(spec).mutable_hours(0)->set_days(0, 8);
  EXPECT_THAT(OfHours(spec), IsEmpty());
  spec = WithHours({6});
  Conditions(spec).mutable_hours(0)->set_end_minute(INT32_MAX);
  EXPECT_THAT(OfHours(spec), IsEmpty());
}

}  // namespace
}  // namespace fudai::campaign_rules
