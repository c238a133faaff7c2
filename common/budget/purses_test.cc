#include "common/budget/purses.h"

#include <gtest/gtest.h>

namespace fudai::budget {
namespace {

constexpr int64_t kHourMs = int64_t{60} * 60 * 1000;

campaign::v1::CampaignSpec Spec(int64_t total_fen, int64_t daily_fen, int64_t tea_fen) {
  campaign::v1::CampaignSpec spec;
  spec.mutable_budget()->set_total_fen(total_fen);
  spec.mutable_budget()->set_daily_fen(daily_fen);
  spec.add_templates()->set_template_id("cake");
  spec.add_templates()->set_template_id("tea");
  spec.mutable_templates(1)->set_budget_fen(tea_fen);
  return spec;
}

TEST(PursesTest, EachCapMakesOne) {
  const campaign::v1::CampaignSpec spec = Spec(900, 300, 100);
  EXPECT_EQ(CampaignPurse(spec), "c");
  EXPECT_EQ(SharedPurses(spec, 20538), "c d:20538");
  EXPECT_EQ(TemplatePurse(spec.templates(1)), "t:tea");
  EXPECT_EQ(LimitOf(spec, "c"), 900);
  EXPECT_EQ(LimitOf(spec, "d:20538"), 300);
  EXPECT_EQ(LimitOf(spec, "t:tea"), 100);
}

TEST(PursesTest, WhatNothingCapsHasNone) {
  const campaign::v1::CampaignSpec spec = Spec(0, 0, 0);
  EXPECT_EQ(CampaignPurse(spec), "");
  EXPECT_EQ(SharedPurses(spec, 20538), "");
  EXPECT_EQ(TemplatePurse(spec.templates(1)), "");
  for (const char* purse : {"c", "d:20538", "t:tea", "t:cake", "t:soup", ""})
    EXPECT_EQ(LimitOf(spec, purse), std::nullopt) << purse;
}

TEST(PursesTest, OneSharedPurseStandsAlone) {
  EXPECT_EQ(SharedPurses(Spec(900, 0, 0), 1), "c");
  EXPECT_EQ(SharedPurses(Spec(0, 300, 0), 1), "d:1");
}

TEST(PursesTest, DaysBeginAtTheMidnightsOfTheZone) {
  const absl::TimeZone shanghai = absl::FixedTimeZone(8 * 60 * 60);
  EXPECT_EQ(DayOf(0, absl::UTCTimeZone()), 0);
  EXPECT_EQ(DayOf(-1, absl::UTCTimeZone()), -1);
  EXPECT_EQ(DayOf(16 * kHourMs - 1, shanghai), 0);
  EXPECT_EQ(DayOf(16 * kHourMs, shanghai), 1);
  EXPECT_EQ(DayOf(24 * kHourMs, shanghai), 1);
}

}  // namespace
}  // namespace fudai::budget
