#include "services/admin/campaigns/version_diff.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace fudai::campaigns {
namespace {

using admin::v1::FieldChange;
using campaign::v1::CampaignSpec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

CampaignSpec Spec(const std::string& text) {
  CampaignSpec spec;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &spec)) << text;
  return spec;
}

// Changes as lines "+ field: after", "- field: before", "  field: before → after".
std::vector<std::string> Lines(const std::string& before, const std::string& after) {
  std::vector<std::string> lines;
  for (const FieldChange& change : Compare(Spec(before), Spec(after))) {
    const bool added = change.kind() == FieldChange::KIND_ADDED, removed = change.kind() == FieldChange::KIND_REMOVED;
    lines.push_back(absl::StrCat(added     ? "+ "
                                 : removed ? "- "
                                           : "  ",
                                 change.field(), ": ", change.before(), added || removed ? "" : " → ", change.after()));
  }
  return lines;
}

TEST(CompareTest, FindsNothingInEqualSpecs) {
  EXPECT_THAT(Lines("display_name: 'a' templates { template_id: 'latte' }",
                    "display_name: 'a' templates { template_id: 'latte' }"),
              IsEmpty());
}

TEST(CompareTest, ShowsPlainValuesAsJson) {
  EXPECT_THAT(Lines("display_name: 'a' trigger { min_amount_fen: 1 } growth { max_cups_per_user: 2 }",
                    "display_name: '福\"袋\"' trigger { min_amount_fen: 3 } growth { max_cups_per_user: 4 carry_over: "
                    "CARRY_OVER_DISCARD }"),
              ElementsAre(R"(  display_name: "a" → "福\"袋\"")", R"(  trigger.min_amount_fen: "1" → "3")",
                          R"(  growth.carry_over: "CARRY_OVER_UNSPECIFIED" → "CARRY_OVER_DISCARD")",
                          "  growth.max_cups_per_user: 2 → 4"));
}

TEST(CompareTest, AbsenceOfAPlainValueIsAValue) {
  EXPECT_THAT(Lines("budget { total_fen: 5 }", "budget { daily_fen: 7 }"),
              ElementsAre(R"(  budget.total_fen: "5" → "0")", R"(  budget.daily_fen: "0" → "7")"));
}

TEST(CompareTest, AMomentIsOneField) {
  EXPECT_THAT(Lines("start_time { seconds: 60 nanos: 1000000 } bag_life { seconds: 60 }",
                    "start_time { seconds: 120 } end_time { seconds: 180 } bag_life { seconds: 90 }"),
              ElementsAre(R"(  start_time: "1970-01-01T00:01:00.001Z" → "1970-01-01T00:02:00Z")",
                          R"(+ end_time: "1970-01-01T00:03:00Z")", R"(  bag_life: "60s" → "90s")"));
}

TEST(CompareTest, TemplatesAndRecipeGoByTemplateId) {
  EXPECT_THAT(
      Lines("templates { template_id: 'latte' value_fen: 300 } templates { template_id: 'mocha' }"
            "recipe { template_id: 'latte' count: 5 } recipe { template_id: 'mocha' count: 1 }",
            "templates { template_id: 'tea' } templates { template_id: 'latte' value_fen: 400 }"
            "recipe { template_id: 'tea' count: 1 } recipe { template_id: 'latte' count: 6 }"),
      ElementsAre(R"(  templates["latte"].value_fen: "300" → "400")", R"(+ templates["tea"]: {"template_id":"tea"})",
                  R"(- templates["mocha"]: {"template_id":"mocha"})", R"(  recipe["latte"].count: 5 → 6)",
                  R"(+ recipe["tea"]: {"template_id":"tea","count":1})",
                  R"(- recipe["mocha"]: {"template_id":"mocha","count":1})"));
}

TEST(CompareTest, TheOrderOfTemplatesMeansNothing) {
  EXPECT_THAT(Lines("templates { template_id: 'latte' } templates { template_id: 'mocha' }",
                    "templates { template_id: 'mocha' } templates { template_id: 'latte' }"),
              IsEmpty());
}

TEST(CompareTest, OtherListsGoByPosition) {
  EXPECT_THAT(Lines("growth { steps { drops: 1 } steps { min_helpers: 2 drops: 2 } }",
                    "growth { steps { drops: 1 } steps { min_helpers: 2 drops: 3 } steps { min_helpers: 9 } }"),
              ElementsAre("  growth.steps[1].drops: 2 → 3", R"(+ growth.steps[2]: {"min_helpers":9})"));
}

TEST(CompareTest, ListsOfPlainValuesAreSets) {
  EXPECT_THAT(Lines("trigger { shop_ids: ['a', 'b', 'c'] }", "trigger { shop_ids: ['c', 'd', 'a'] }"),
              ElementsAre(R"(+ trigger.shop_ids: "d")", R"(- trigger.shop_ids: "b")"));
}

TEST(CompareTest, ABenefitIsReplacedWhole) {
  EXPECT_THAT(
      Lines("templates { template_id: 'latte' free_item {} }",
            "templates { template_id: 'latte' percent_off { percent: 20 } }"),
      ElementsAre(R"(+ templates["latte"].percent_off: {"percent":20})", R"(- templates["latte"].free_item: {})"));
}

TEST(CompareTest, LooksIntoMovedTemplates) {
  EXPECT_THAT(Lines("templates { template_id: 'latte' conditions { skus: ['x'] } } templates { template_id: 'mocha' }",
                    "templates { template_id: 'mocha' } templates { template_id: 'latte' conditions { skus: ['x', 'y'] "
                    "first_order_only: true } }"),
              ElementsAre(R"(+ templates["latte"].conditions.skus: "y")",
                          R"(  templates["latte"].conditions.first_order_only: false → true)"));
}

}  // namespace
}  // namespace fudai::campaigns
