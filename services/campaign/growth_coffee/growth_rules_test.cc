#include "services/campaign/growth_coffee/growth_rules.h"

#include <gtest/gtest.h>

#include <vector>

#include "services/campaign/testing/sample_campaign.h"

namespace fudai::growth_coffee {
namespace {

using campaign::v1::GrowthRules;

GrowthRules SampleRules() { return campaign_testing::SampleSpec().growth(); }

// The drops of `friends` opens, each by another friend.
std::vector<int64_t> DropsOf(const GrowthRules& rules, int friends, CupState* cup) {
  std::vector<int64_t> drops;
  for (int i = 0; i < friends; ++i) drops.push_back(Contribute(rules, Friend{}, 1000, cup).drops);
  return drops;
}

TEST(GrowthRulesTest, TheMoreFriendsTheFaster) {
  CupState cup;
  EXPECT_EQ(DropsOf(SampleRules(), 8, &cup), (std::vector<int64_t>{10, 10, 10, 20, 20, 20, 30, 30}));
  EXPECT_EQ(cup, (CupState{.drops = 0, .total = 150, .filled = 3, .helpers = 8}));
}

TEST(GrowthRulesTest, NewFriendsBringExtra) {
  CupState cup;
  EXPECT_EQ(Contribute(SampleRules(), Friend{.is_new = true}, 1000, &cup), (Contribution{.drops = 15, .cups = 0}));
}

TEST(GrowthRulesTest, AFriendCountsOncePerPeriod) {
  const int64_t day = 24 * 60 * 60;
  CupState cup{.drops = 10, .total = 10, .filled = 0, .helpers = 1};
  EXPECT_EQ(Contribute(SampleRules(), Friend{.last_contribution = 1000}, 1000 + day - 1, &cup), Contribution{});
  EXPECT_EQ(Contribute(SampleRules(), Friend{.last_contribution = 1000}, 1000 + day, &cup).drops, 10);
  EXPECT_EQ(cup.helpers, 1);
}

TEST(GrowthRulesTest, OneOpenMayFillManyCups) {
  GrowthRules rules = SampleRules();
  rules.set_drops_per_cup(4);
  CupState cup{.drops = 3, .total = 3, .filled = 0, .helpers = 0};
  EXPECT_EQ(Contribute(rules, Friend{}, 1000, &cup), (Contribution{.drops = 10, .cups = 3}));
  EXPECT_EQ(cup, (CupState{.drops = 1, .total = 13, .filled = 3, .helpers = 1}));
}

TEST(GrowthRulesTest, DiscardCutsAtTheBrim) {
  GrowthRules rules = SampleRules();
  rules.set_carry_over(campaign::v1::CARRY_OVER_DISCARD);
  CupState cup{.drops = 45, .total = 45, .filled = 0, .helpers = 2};
  EXPECT_EQ(NextDrops(rules, cup), 5);
  EXPECT_EQ(Contribute(rules, Friend{}, 1000, &cup), (Contribution{.drops = 5, .cups = 1}));
  EXPECT_EQ(cup.drops, 0);
}

TEST(GrowthRulesTest, TheCapIsNeverPassed) {
  GrowthRules rules = SampleRules();
  rules.set_max_cups_per_user(1);
  CupState cup;
  EXPECT_EQ(DropsOf(rules, 6, &cup), (std::vector<int64_t>{10, 10, 10, 20, 0, 0}));
  EXPECT_EQ(cup, (CupState{.drops = 0, .total = 50, .filled = 1, .helpers = 4}));
  EXPECT_EQ(NextDrops(rules, cup), 0);
}

}  // namespace
}  // namespace fudai::growth_coffee
