#include "services/admin/campaigns/edit_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "common/campaign_rules/finding_kinds.h"
#include "services/admin/testing/test_campaigns.h"

namespace fudai::campaigns {
namespace {

using campaign::v1::CampaignSpec;
using campaign_rules::Finding;
using campaign_rules::FindingKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAreArray;

CampaignSpec Published() {
  CampaignSpec spec = testsupport::MarchSpec();
  spec.mutable_budget()->set_total_fen(1000);
  spec.mutable_templates(0)->set_budget_fen(500);
  return spec;
}

absl::Time Start() { return absl::FromUnixSeconds(Published().start_time().seconds()); }

// The fields that the edit is refused for, at a moment.
std::string RefusedFields(const std::function<void(CampaignSpec*)>& edit, absl::Time now) {
  CampaignSpec edited = Published();
  edit(&edited);
  std::string fields;
  for (const Finding& finding : CheckEdit(Published(), edited, now)) fields += finding.field + " ";
  return fields;
}

TEST(CheckEditTest, NamesEachFieldThatMustStay) {
  struct Case {
    std::function<void(CampaignSpec*)> edit;
    std::string fields;
  };
  const Case cases[] = {
      {[](CampaignSpec* spec) { spec->set_time_zone("UTC"); }, "time_zone "},
      {[](CampaignSpec* spec) { spec->mutable_start_time()->set_nanos(1'000'000); }, "start_time "},
      {[](CampaignSpec* spec) { *spec->mutable_end_time() = spec->start_time(); }, "end_time "},
      {[](CampaignSpec* spec) { spec->mutable_growth()->set_drops_per_cup(99); }, "growth.drops_per_cup "},
      {[](CampaignSpec* spec) { spec->set_holdout_permille(1); }, "holdout_permille "},
      {[](CampaignSpec* spec) { spec->clear_templates(); }, "templates "},
      {[](CampaignSpec* spec) { spec->mutable_templates(0)->set_budget_fen(499); }, "templates[0].budget_fen "},
      {[](CampaignSpec* spec) { spec->mutable_budget()->set_total_fen(999); }, "budget.total_fen "},
      {[](CampaignSpec* spec) { spec->mutable_budget()->set_daily_fen(1); }, "budget.daily_fen "},
  };
  for (const Case& c : cases) EXPECT_EQ(RefusedFields(c.edit, Start()), c.fields);
}

TEST(CheckEditTest, AllowsTheRest) {
  const std::function<void(CampaignSpec*)> edits[] = {
      [](CampaignSpec* spec) { spec->set_display_name("other"); },
      [](CampaignSpec* spec) { spec->mutable_end_time()->set_seconds(spec->end_time().seconds() + 1); },
      [](CampaignSpec* spec) { spec->mutable_trigger()->set_min_amount_fen(1); },
      [](CampaignSpec* spec) { spec->mutable_recipe(0)->set_count(1); },
      [](CampaignSpec* spec) { spec->mutable_bag_life()->set_seconds(60); },
      [](CampaignSpec* spec) { spec->mutable_growth()->mutable_steps(0)->set_drops(20); },
      [](CampaignSpec* spec) { spec->mutable_growth()->set_max_cups_per_user(1); },
      [](CampaignSpec* spec) { spec->mutable_templates(0)->set_value_fen(1); },
      [](CampaignSpec* spec) { spec->add_templates()->set_template_id("mocha"); },
      [](CampaignSpec* spec) { spec->mutable_budget()->set_total_fen(1001); },
      [](CampaignSpec* spec) { spec->mutable_budget()->set_total_fen(0); },
      [](CampaignSpec* spec) { spec->mutable_templates(0)->set_budget_fen(501); },
  };
  for (size_t i = 0; i < std::size(edits); ++i) EXPECT_EQ(RefusedFields(edits[i], Start()), "") << i;
}

TEST(CheckEditTest, AStartThatHasNotComeCanMove) {
  const auto move = [](CampaignSpec* spec) { spec->mutable_start_time()->set_nanos(1'000'000); };
  EXPECT_EQ(RefusedFields(move, Start() - absl::Milliseconds(1)), "");
}

TEST(CheckEditTest, NamesATemplateByItsPlaceInTheEdit) {
  const auto move = [](CampaignSpec* spec) {
    spec->mutable_templates(0)->set_budget_fen(499);
    spec->add_templates()->set_template_id("mocha");
    spec->mutable_templates()->SwapElements(0, 1);
  };
  EXPECT_EQ(RefusedFields(move, Start()), "templates[1].budget_fen ");
}

TEST(CheckEditTest, TakesWhatIsNotValid) {
  const auto spoil = [](CampaignSpec* spec) {
    spec->mutable_end_time()->set_seconds(std::numeric_limits<int64_t>::min());
    spec->mutable_start_time()->set_nanos(-1);
  };
  EXPECT_EQ(RefusedFields(spoil, Start()), "start_time end_time ");
}

// An edit that is wrong in all ways.
CampaignSpec WrongEdit() {
  CampaignSpec spec = Published();
  spec.set_time_zone("UTC");
  spec.mutable_start_time()->set_nanos(1'000'000);
  *spec.mutable_end_time() = Published().start_time();
  spec.mutable_growth()->set_drops_per_cup(99);
  spec.set_holdout_permille(40);
  spec.clear_templates();
  spec.mutable_budget()->set_total_fen(999);
  spec.mutable_budget()->set_daily_fen(1);
  return spec;
}

TEST(CheckEditTest, GivesProgramsACodeAndItsValues) {
  std::vector<std::string> expected, codes;
  for (int kind = static_cast<int>(FindingKind::kLastOfSpec) + 1; kind <= static_cast<int>(FindingKind::kLast); ++kind)
    expected.emplace_back(campaign_rules::WordsOf(static_cast<FindingKind>(kind)).code);
  for (const Finding& finding : CheckEdit(Published(), WrongEdit(), Start())) {
    codes.push_back(finding.code);
    EXPECT_THAT(finding.message, Not(HasSubstr("{"))) << "a value is missing";
    if (finding.code == "holdout_changed")
      EXPECT_THAT(finding.params, ElementsAre(Pair("published_permille", "0"), Pair("value_permille", "40")));
    if (finding.code == "template_left_out")
      EXPECT_THAT(finding.params,
                  ElementsAre(Pair("name", Published().templates(0).display_name()), Pair("value", "latte")));
  }
  EXPECT_THAT(codes, UnorderedElementsAreArray(expected));
}

TEST(CheckEditTest, SaysWhatWouldBeRight) {
  CampaignSpec edited = Published();
  edited.mutable_budget()->set_total_fen(999);
  edited.mutable_budget()->set_daily_fen(5);
  EXPECT_EQ(campaign_rules::Describe(CheckEdit(Published(), edited, Start())),
            "budget.total_fen: is 999; it should be 1000 or more, or 0 for no cap: what was lent to the partitions "
            "cannot be taken back; pause or end the campaign instead\n"
            "budget.daily_fen: is 5; it should stay 0: what was given without a cap was not counted towards one");
}

}  // namespace
}  // namespace fudai::campaigns
