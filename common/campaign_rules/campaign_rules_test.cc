#include "common/campaign_rules/campaign_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ValidateTest, FindsNothingInAValidSpec) { EXPECT_THAT(Validate(ValidSpec(), ValidNow()), IsEmpty()); }

struct Case {
  const char* name;
  std::function<void(CampaignSpec&)> spoil;
  Severity severity;
  const char* field;
  const char* message;
};

class ValidateFieldTest : public ::testing::TestWithParam<Case> {};

TEST_P(ValidateFieldTest, SaysWhatIsWrongAndWhatWouldBeRight) {
  CampaignSpec spec = ValidSpec();
  GetParam().spoil(spec);
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_THAT(findings, SizeIs(1)) << Describe(findings);
  EXPECT_EQ(findings[0].severity, GetParam().severity);
  EXPECT_EQ(findings[0].field, GetParam().field);
  EXPECT_THAT(findings[0].message, HasSubstr(GetParam().message));
}

constexpr Severity kError = Severity::kError;
constexpr Severity kWarning = Severity::kWarning;

INSTANTIATE_TEST_SUITE_P(
    Frame, ValidateFieldTest,
    ::testing::Values(
        Case{"NoName", [](CampaignSpec& s) { s.clear_display_name(); }, kError, "display_name", "has 0 characters"},
        Case{"LongName",
             [](CampaignSpec& s) {
               s.clear_display_name();
               for (int i = 0; i < 61; ++i) absl::StrAppend(s.mutable_display_name(), "福");
             },
             kError, "display_name", "has 61 characters"},
        Case{"NoStart", [](CampaignSpec& s) { s.clear_start_time(); }, kError, "start_time", "is missing"},
        Case{"NoEnd", [](CampaignSpec& s) { s.clear_end_time(); }, kError, "end_time", "is missing"},
        Case{"StartFarOff", [](CampaignSpec& s) { s.mutable_start_time()->set_seconds(1'767'225'600'000); }, kError,
             "start_time", "should lie in the years 2000 to 2099"},
        Case{"EndBeforeStart", [](CampaignSpec& s) { s.mutable_end_time()->set_seconds(1'767'225'599); }, kError,
             "end_time",
             "is 2025-12-31T23:59:59+00:00; it should be after start_time, which is 2026-01-01T00:00:00+00:00"},
        Case{"UnknownZone", [](CampaignSpec& s) { s.set_time_zone("Asia/Beijing"); }, kError, "time_zone",
             "is \"Asia/Beijing\"; it should be the IANA name"},
        Case{"NoZone", [](CampaignSpec& s) { s.clear_time_zone(); }, kError, "time_zone", "is \"\""},
        Case{"NegativeAmount", [](CampaignSpec& s) { s.mutable_trigger()->set_min_amount_fen(-1); }, kError,
             "trigger.min_amount_fen", "is -1; it should be 0 to 9007199254740992"},
        Case{"BadShop", [](CampaignSpec& s) { s.mutable_trigger()->add_shop_ids("shop 1"); }, kError,
             "trigger.shop_ids[0]", "is \"shop 1\"; it should be 1 to 64 printable ASCII"},
        Case{"ShopTwice",
             [](CampaignSpec& s) {
               s.mutable_trigger()->add_shop_ids("s1");
               s.mutable_trigger()->add_shop_ids("s1");
             },
             kWarning, "trigger.shop_ids[1]", "names \"s1\" again"},
        Case{"ShortBagLife", [](CampaignSpec& s) { s.mutable_bag_life()->set_seconds(59); }, kError, "bag_life",
             "is 59s; it should be 60s to 31536000s"},
        Case{"LongBagLife", [](CampaignSpec& s) { s.mutable_bag_life()->set_seconds(31 * kDay); }, kWarning, "bag_life",
             "longer than the whole window of 2592000s"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bags, ValidateFieldTest,
    ::testing::Values(Case{"BadTemplateId",
                           [](CampaignSpec& s) {
                             auto* t = s.add_templates();
                             *t = s.templates(0);
                             t->set_template_id("Tea");
                           },
                           kError, "templates[3].template_id", "is \"Tea\"; it should be 1 to 24 of a-z, 0-9"},
                      Case{"TemplateTwice", [](CampaignSpec& s) { *s.add_templates() = s.templates(0); }, kError,
                           "templates[3].template_id", "is \"latte\" again"},
                      Case{"UnusedTemplate",
                           [](CampaignSpec& s) {
                             auto* t = s.add_templates();
                             *t = s.templates(0);
                             t->set_template_id("tea");
                           },
                           kWarning, "templates[3].template_id", "neither the recipe nor"},
                      Case{"TooManyTemplates",
                           [](CampaignSpec& s) {
                             for (int i = 0; i < 62; ++i) {
                               auto* t = s.add_templates();
                               *t = s.templates(0);
                               t->set_template_id(absl::StrCat("t", i));
                               auto* e = s.add_recipe();
                               e->set_template_id(t->template_id());
                               e->set_count(1);
                             }
                           },
                           kError, "templates", "has 65 templates; it should have 1 to 64"},
                      Case{"UnnamedTemplate", [](CampaignSpec& s) { s.mutable_templates(1)->clear_display_name(); },
                           kError, "templates[1].display_name", "has 0 characters"},
                      Case{"WorthlessTemplate", [](CampaignSpec& s) { s.mutable_templates(0)->set_value_fen(0); },
                           kError, "templates[0].value_fen", "is 0; it should be 1 to 10000000"},
                      Case{"TemplateForNoDay", [](CampaignSpec& s) { s.mutable_templates(0)->set_valid_days(3651); },
                           kError, "templates[0].valid_days", "is 3651; it should be 1 to 3650"},
                      Case{"UnknownInRecipe",
                           [](CampaignSpec& s) {
                             auto* e = s.add_recipe();
                             e->set_template_id("tea");
                             e->set_count(1);
                           },
                           kError, "recipe[2].template_id",
                           "is \"tea\"; it should be the template_id of one of templates"},
                      Case{"RecipeTwice", [](CampaignSpec& s) { *s.add_recipe() = s.recipe(0); }, kError,
                           "recipe[2].template_id", "is \"latte\" again"},
                      Case{"ZeroCount", [](CampaignSpec& s) { s.mutable_recipe(0)->set_count(0); }, kError,
                           "recipe[0].count", "is 0; it should be 1 to 200"},
                      Case{"BagTooLarge", [](CampaignSpec& s) { s.mutable_recipe(0)->set_count(176); }, kError,
                           "recipe", "makes a bag of 201 coupons"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Growth, ValidateFieldTest,
    ::testing::Values(
        Case{"NoSteps", [](CampaignSpec& s) { s.mutable_growth()->clear_steps(); }, kError, "growth.steps",
             "has 0 steps"},
        Case{"LateFirstStep", [](CampaignSpec& s) { s.mutable_growth()->mutable_steps(0)->set_min_helpers(1); }, kError,
             "growth.steps[0].min_helpers", "is 1; the first step should begin at 0"},
        Case{"OverlappingSteps", [](CampaignSpec& s) { s.mutable_growth()->mutable_steps(2)->set_min_helpers(5); },
             kError, "growth.steps[2].min_helpers",
             "is 5, so that the step overlaps the one before; it should be more than 5"},
        Case{"FallingDrops", [](CampaignSpec& s) { s.mutable_growth()->mutable_steps(2)->set_drops(20); }, kError,
             "growth.steps[2].drops", "is 20; it should be more than the 20 of the step before"},
        Case{"NoDrops", [](CampaignSpec& s) { s.mutable_growth()->mutable_steps(0)->set_drops(0); }, kError,
             "growth.steps[0].drops", "is 0; it should be 1 to 1000000"},
        Case{"NegativeExtra", [](CampaignSpec& s) { s.mutable_growth()->set_new_friend_extra_drops(-5); }, kError,
             "growth.new_friend_extra_drops", "is -5"},
        Case{"NoPeriod", [](CampaignSpec& s) { s.mutable_growth()->clear_contribution_period(); }, kError,
             "growth.contribution_period", "is 0s; it should be 1s to 31536000s"},
        Case{"NoDropsPerCup", [](CampaignSpec& s) { s.mutable_growth()->clear_drops_per_cup(); }, kError,
             "growth.drops_per_cup", "is 0; it should be 1 to 1000000000"},
        Case{"CupOutOfReach", [](CampaignSpec& s) { s.mutable_growth()->set_drops_per_cup(1'000'000); }, kWarning,
             "growth.drops_per_cup", "takes the opens of 33339 friends"},
        Case{"TooManyCupsAtOnce", [](CampaignSpec& s) { s.mutable_growth()->set_new_friend_extra_drops(200 * 101); },
             kError, "growth.drops_per_cup", "cups; it should fill at most 100"},
        Case{"UnknownCarryOver",
             [](CampaignSpec& s) { s.mutable_growth()->set_carry_over(static_cast<campaign::v1::CarryOver>(7)); },
             kError, "growth.carry_over", "is 7; it should be CARRY_OVER_KEEP or"},
        Case{"TooManyCups", [](CampaignSpec& s) { s.mutable_growth()->set_max_cups_per_user(10'001); }, kError,
             "growth.max_cups_per_user", "is 10001; it should be 0 to 10000"}),
    [](const auto& info) { return info.param.name; });

TEST(ValidateTest, FindsAnEmptyRecipe) {
  CampaignSpec spec = ValidSpec();
  spec.clear_recipe();
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_TRUE(HasErrors(findings));
  EXPECT_EQ(findings[0].field, "recipe");
  EXPECT_EQ(findings[0].message, "makes a bag of 0 coupons; the counts should add up to 1 to 200");
}

TEST(ValidateTest, FindsAnUnknownFreeCoffee) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_growth()->set_free_coffee_template_id("tea");
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_TRUE(HasErrors(findings));
  EXPECT_EQ(findings[0].field, "growth.free_coffee_template_id");
}

TEST(ValidateTest, PutsErrorsFirst) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_bag_life()->set_seconds(31 * kDay);
  spec.mutable_growth()->clear_drops_per_cup();
  const std::vector<Finding> findings = Validate(spec, ValidNow());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].severity, Severity::kError);
  EXPECT_EQ(findings[1].severity, Severity::kWarning);
}

TEST(ValidateTest, QuotesHostileValuesShortAndEscaped) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_trigger()->add_shop_ids(std::string("\x01") + std::string(10'000, 'x'));
  const std::string text = Describe(Validate(spec, ValidNow()));
  EXPECT_LT(text.size(), 300);
  EXPECT_THAT(text, HasSubstr("\\x01"));
}

TEST(ValidateTest, CutsLongNamesBetweenCharacters) {
  CampaignSpec spec = ValidSpec();
  spec.clear_display_name();
  for (int i = 0; i < 61; ++i) absl::StrAppend(spec.mutable_display_name(), "福");
  EXPECT_THAT(Describe(Validate(spec, ValidNow())),
              HasSubstr("(\"福福福福福福福福福福福福福福福福福福福福福福福福福福…\")"));
}

TEST(ValidateTest, RefusesControlCharactersInNames) {
  for (const std::string& name :
       {std::string("spring\0bag", 10), std::string("spring\nbag"), std::string("\x7f"), std::string("春\xC2\x85")}) {
    CampaignSpec spec = ValidSpec();
    spec.set_display_name(name);
    spec.mutable_templates(0)->set_display_name(name);
    const std::string text = Describe(Validate(spec, ValidNow()));
    EXPECT_THAT(text, HasSubstr("templates[0].display_name: is \""));
    EXPECT_THAT(text, ::testing::StartsWith("display_name: is \""));
    EXPECT_THAT(text, HasSubstr("\"; it should hold no control characters"));
  }
}

TEST(ValidateTest, TakesTheNamesOfTheWorld) {
  CampaignSpec spec = ValidSpec();
  spec.set_display_name("春日福袋\xC2\xA0☕ Été");
  EXPECT_THAT(Validate(spec, ValidNow()), IsEmpty());
}

TEST(ValidateTest, WarnsOfAWindowThatHasPassed) {
  const CampaignSpec spec = ValidSpec();
  const absl::Time end = absl::FromUnixSeconds(spec.end_time().seconds());
  EXPECT_THAT(Validate(spec, end - absl::Milliseconds(1)), IsEmpty());
  const std::vector<Finding> findings = Validate(spec, end + absl::Nanoseconds(1));
  ASSERT_THAT(findings, SizeIs(1)) << Describe(findings);
  EXPECT_EQ(findings[0].severity, kWarning);
  EXPECT_EQ(Describe(findings),
            "end_time: is 2026-01-31T00:00:00+00:00, and has passed, so that no order paid from now on earns a "
            "bag; it should be after now, which is 2026-01-31T00:00:00+00:00");
}

TEST(ValidateForPublicationTest, RefusesAWindowThatHasPassed) {
  const CampaignSpec spec = ValidSpec();
  const absl::Time end = absl::FromUnixSeconds(spec.end_time().seconds());
  EXPECT_FALSE(HasErrors(ValidateForPublication(spec, end - absl::Milliseconds(1))));
  const std::vector<Finding> findings = ValidateForPublication(spec, end);
  ASSERT_THAT(findings, SizeIs(1)) << Describe(findings);
  EXPECT_EQ(findings[0].severity, kError);
  EXPECT_EQ(findings[0].field, "end_time");
}

TEST(ValidateForPublicationTest, RefusesCouponsThatCouldOnlyBeUsedBefore) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_templates(0)->mutable_conditions()->mutable_not_after()->set_seconds(spec.start_time().seconds() + kDay);
  const absl::Time not_after = absl::FromUnixSeconds(spec.start_time().seconds() + kDay);
  EXPECT_FALSE(HasErrors(ValidateForPublication(spec, ValidNow())));
  EXPECT_FALSE(HasErrors(ValidateForPublication(spec, not_after - absl::Milliseconds(1))));
  EXPECT_EQ(DescribeErrors(ValidateForPublication(spec, not_after)),
            "templates[0].conditions.not_after: is 2026-01-02T00:00:00+00:00, and the first coupons can be used from "
            "2026-01-02T00:00:00+00:00 on, so that none could ever be used; it should be later");
  EXPECT_FALSE(HasErrors(Validate(spec, not_after))) << "it can be stored, and mended";
  EXPECT_THAT(Describe(Validate(spec, not_after)), HasSubstr("so that none could ever be used"));
}

TEST(ValidateForPublicationTest, LeavesWhatIsNoLongerGivenAlone) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_recipe()->RemoveLast();
  spec.mutable_templates(1)->mutable_conditions()->mutable_not_after()->set_seconds(spec.start_time().seconds() + 1);
  const absl::Time now = absl::FromUnixSeconds(spec.start_time().seconds() + kDay);
  EXPECT_FALSE(HasErrors(ValidateForPublication(spec, now))) << Describe(ValidateForPublication(spec, now));
  spec.mutable_growth()->set_free_coffee_template_id(spec.templates(1).template_id());
  EXPECT_TRUE(HasErrors(ValidateForPublication(spec, now)));
}

TEST(DescribeErrorsTest, LeavesWarningsOut) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_bag_life()->set_seconds(31 * kDay);
  spec.mutable_growth()->clear_drops_per_cup();
  EXPECT_EQ(DescribeErrors(Validate(spec, ValidNow())), Describe({Validate(spec, ValidNow())[0]}));
}

TEST(ValidateTest, TakesAnEmptySpecApart) { EXPECT_GE(Validate(CampaignSpec(), ValidNow()).size(), 8); }

TEST(ValidateCampaignIdTest, TakesLowerCaseDigitsAndDashes) {
  for (const char* id : {"a", "spring-2026", "abcdefghijklmnopqrstuvwx"})
    EXPECT_THAT(ValidateCampaignId(id), IsEmpty()) << id;
}

TEST(ValidateCampaignIdTest, RefusesEverythingElse) {
  for (const char* id : {"", "1st", "-a", "Spring", "a b", "abcdefghijklmnopqrstuvwxy", "a_b", "a{b"}) {
    ASSERT_THAT(ValidateCampaignId(id), SizeIs(1)) << id;
    EXPECT_THAT(ValidateCampaignId(id)[0].message, HasSubstr("it should be 1 to 24 of a-z"));
  }
}

}  // namespace
}  // namespace fudai::campaign_rules
