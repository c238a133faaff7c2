// lua/grow.lua against the model in growth_rules.h, over random rules and histories.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/campaign/campaigns/compiled_version.h"
#include "services/campaign/growth_coffee/growth_coffee_store.h"
#include "services/campaign/growth_coffee/growth_rules.h"
#include "services/campaign/growth_coffee/lua.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::growth_coffee {
namespace {

using campaign::v1::GrowthRules;
using campaign_testing::StoreRig;

const redis::Script& GrowScript() {
  static const redis::Script script("grow", absl::StrCat(kGrowLua,
                                                         "local drops, cups, count, keep = grow(KEYS[1], KEYS[2], "
                                                         "ARGV[2], ARGV[3], ARGV[4] == '1', tonumber(ARGV[5]))\n"
                                                         "keep()\nreturn {drops, cups, count}"));
  return script;
}

struct Open {
  std::string friend_id;
  bool is_new = false;
  int64_t now = 0;
};

async::Task<absl::StatusOr<redis::Reply>> Grow(contracts::StoreAccess access, CupAddress address, std::string rules,
                                               Open open) {
  const int partition = partition::OfUser(address.sharer_id);
  redis::Pending pending = access.Eval(GrowScript(),
                                       {keys::Cup(partition, address.campaign_id, address.sharer_id),
                                        keys::Helpers(partition, address.campaign_id, address.sharer_id)},
                                       {rules, open.friend_id, open.is_new ? "1" : "0", absl::StrCat(open.now)});
  co_return co_await pending;
}

GrowthRules RandomRules(std::mt19937* random) {
  const auto below = [random](int bound) { return static_cast<int>((*random)() % bound); };
  GrowthRules rules;
  const int steps = 1 + below(4);
  for (int i = 0; i < steps; ++i) {
    const bool first = i == 0;
    campaign::v1::GrowthStep& step = *rules.add_steps();
    step.set_min_helpers(first ? 0 : rules.steps(i - 1).min_helpers() + 1 + below(3));
    step.set_drops((first ? 0 : rules.steps(i - 1).drops()) + 1 + below(40));
  }
  rules.set_new_friend_extra_drops(below(30));
  rules.mutable_contribution_period()->set_seconds(1 + below(100));
  rules.set_drops_per_cup(1 + below(60));
  rules.set_carry_over(below(2) == 0 ? campaign::v1::CARRY_OVER_KEEP : campaign::v1::CARRY_OVER_DISCARD);
  rules.set_max_cups_per_user(below(3) == 0 ? 1 + below(20) : 0);
  rules.set_free_coffee_template_id("free");
  return rules;
}

std::string Pack(const GrowthRules& rules) {
  store::v1::CampaignVersion version;
  *version.mutable_spec() = campaign_testing::SampleSpec();
  *version.mutable_spec()->mutable_growth() = rules;
  return campaigns::Compile("spring", version).value()->growth;
}

void CheckHistory(StoreRig* rig, std::mt19937* random, const CupAddress& address) {
  const GrowthRules rules = RandomRules(random);
  const std::string packed = Pack(rules);
  CupState cup;
  std::map<std::string, Friend> friends;
  int64_t now = 1'760'000'000;
  int64_t sum = 0;
  for (int open = 0; open < 40; ++open) {
    now += static_cast<int64_t>((*random)() % 40);
    const std::string friend_id = absl::StrCat("friend", (*random)() % 12);
    Friend& who = friends[friend_id];
    who.is_new = (*random)() % 3 == 0;
    const absl::StatusOr<redis::Reply> reply =
        rig->Run(Grow(rig->access(), address, packed, {friend_id, who.is_new, now}));
    ASSERT_TRUE(reply.ok()) << reply.status();

    const Contribution expected = Contribute(rules, who, now, &cup);
    if (expected.drops > 0) who.last_contribution = now;
    sum += expected.drops;
    EXPECT_EQ((*reply)[0].integer(), expected.drops) << rules.ShortDebugString();
    EXPECT_EQ((*reply)[1].integer(), expected.cups);
    EXPECT_EQ((*reply)[2].integer(), cup.helpers);
  }
  GrowthCoffeeStore store(rig->access());
  EXPECT_EQ(rig->Run(store.ReadCup(address)).value(), cup);
  EXPECT_EQ(cup.total, sum);
  EXPECT_EQ(cup.filled * rules.drops_per_cup() + cup.drops, cup.total);
}

TEST(GrowScriptTest, AgreesWithTheModel) {
  StoreRig rig;
  std::mt19937 random(7);
  for (int history = 0; history < 60; ++history)
    CheckHistory(&rig, &random, {"spring", absl::StrCat("sharer", history)});
}

}  // namespace
}  // namespace fudai::growth_coffee
