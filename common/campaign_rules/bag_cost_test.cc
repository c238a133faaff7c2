#include "common/campaign_rules/bag_cost.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "common/campaign_rules/valid_spec.h"

namespace fudai::campaign_rules {
namespace {

using campaign::v1::CampaignSpec;
using campaign::v1::GrowthRules;

// Finds the most cups by trying every history: which friends open, new or not, again or for the first time.
class EveryHistory {
 public:
  explicit EveryHistory(const GrowthRules& rules) : rules_(rules) {}

  int64_t MostCups(int opens) {
    std::vector<Cup> reached = {{0, 0}};
    std::set<Cup> known(reached.begin(), reached.end());
    for (size_t i = 0; i < reached.size(); ++i) {
      const Cup from = reached[i];
      for (const Open& open : After(from)) {
        if (known.insert(open.cup).second) reached.push_back(open.cup);
      }
    }
    int64_t most = 0;
    for (const Cup& cup : reached) most = std::max(most, MostFrom(cup, opens));
    return most;
  }

 private:
  // Drops; helpers, as far as steps tell them apart.
  using Cup = std::pair<int64_t, int>;
  struct Open {
    Cup cup;
    int64_t cups;
  };

  std::vector<Open> After(const Cup& cup) const {
    int64_t step = 0;
    for (const auto& each : rules_.steps()) {
      if (cup.second >= each.min_helpers()) step = each.drops();
    }
    std::vector<Open> opens;
    for (const int64_t drops : {step, step + rules_.new_friend_extra_drops()}) {
      const int64_t total = cup.first + drops;
      const bool discard = rules_.carry_over() == campaign::v1::CARRY_OVER_DISCARD;
      const int64_t cups = discard ? total >= rules_.drops_per_cup() : total / rules_.drops_per_cup();
      const int64_t left = discard && cups > 0 ? 0 : total % rules_.drops_per_cup();
      const int last = rules_.steps().rbegin()->min_helpers();
      opens.push_back({{left, std::min(cup.second + 1, std::max(last, 1))}, cups});
      if (cup.second > 0) opens.push_back({{left, cup.second}, cups});
    }
    return opens;
  }

  int64_t MostFrom(const Cup& cup, int opens) {
    if (opens == 0) return 0;
    const auto key = std::make_tuple(cup.first, cup.second, opens);
    if (const auto known = most_.find(key); known != most_.end()) return known->second;
    int64_t most = 0;
    for (const Open& open : After(cup)) most = std::max(most, open.cups + MostFrom(open.cup, opens - 1));
    return most_[key] = most;
  }

  const GrowthRules& rules_;
  std::map<std::tuple<int64_t, int, int>, int64_t> most_;
};

TEST(MostCupsTest, IsWhatTheBestOfAllHistoriesFills) {
  std::mt19937 random(7);
  const auto number = [&random](int least, int most) { return std::uniform_int_distribution(least, most)(random); };
  for (int round = 0; round < 400; ++round) {
    GrowthRules rules;
    int helpers = 0;
    int drops = 0;
    for (int steps = number(1, 3); steps > 0; --steps) {
      auto* step = rules.add_steps();
      step->set_min_helpers(helpers);
      step->set_drops(drops += number(1, 6));
      helpers += number(1, 3);
    }
    rules.set_new_friend_extra_drops(number(0, 4));
    rules.set_drops_per_cup(number(1, 24));
    rules.set_carry_over(number(0, 1) == 0 ? campaign::v1::CARRY_OVER_KEEP : campaign::v1::CARRY_OVER_DISCARD);
    const int opens = number(1, 8);
    ASSERT_EQ(MostCups(rules, opens), EveryHistory(rules).MostCups(opens)) << rules.DebugString() << opens << " opens";
  }
}

TEST(MostCupsTest, StopsAtTheCapOfAUser) {
  GrowthRules rules = ValidSpec().growth();
  EXPECT_EQ(MostCups(rules, 50), (195 + 50 * 35) / 200);
  rules.set_max_cups_per_user(2);
  EXPECT_EQ(MostCups(rules, 50), 2);
}

TEST(WorstBagTest, AddsCouponsAndFreeCoffees) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_templates(2)->set_value_fen(2800);
  const BagCost bag = WorstBag(spec);
  EXPECT_EQ(bag.coupons, 50);
  EXPECT_EQ(bag.coupons_fen, 50 * 300);
  EXPECT_EQ(bag.coffees, 9);
  EXPECT_EQ(bag.coffees_fen, 9 * 2800);
  EXPECT_EQ(bag.total_fen(), 50 * 300 + 9 * 2800);
}

TEST(WorstBagTest, IsTheSumOfItsTemplates) {
  CampaignSpec spec = ValidSpec();
  spec.mutable_growth()->set_free_coffee_template_id("latte");
  EXPECT_EQ(WorstOfTemplate(spec, "latte"), (25 + 9) * 300);
  EXPECT_EQ(WorstOfTemplate(spec, "mocha"), 25 * 300);
  EXPECT_EQ(WorstOfTemplate(spec, "free-coffee"), 0);
  EXPECT_EQ(WorstBag(spec).total_fen(), (25 + 9 + 25) * 300);
}

TEST(IsPriceableTest, IsNotWhereAPartIsWrong) {
  EXPECT_TRUE(IsPriceable(ValidSpec()));
  EXPECT_FALSE(IsPriceable(CampaignSpec()));
  CampaignSpec spec = ValidSpec();
  spec.mutable_growth()->clear_drops_per_cup();
  EXPECT_FALSE(IsPriceable(spec));
  spec = ValidSpec();
  spec.mutable_growth()->set_free_coffee_template_id("tea");
  EXPECT_FALSE(IsPriceable(spec));
  spec = ValidSpec();
  spec.mutable_recipe(0)->set_template_id("tea");
  EXPECT_FALSE(IsPriceable(spec));
}

}  // namespace
}  // namespace fudai::campaign_rules
