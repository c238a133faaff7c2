#include "tests/replay/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/population.h"
#include "tests/replay/synthetic_day.h"

namespace fudai::replay {
namespace {

constexpr DayOptions kDay = {.midnight_ms = 1'780'000'000'000, .orders = 300, .customers = 120, .shops = 5};

// A small day with its people, and the plan for it.
struct World {
  explicit World(uint64_t seed, BehaviourOptions options = {})
      : dice(seed),
        input(MakeSyntheticDay(kDay, dice)),
        graph(FriendshipGraph::SmallWorld(200, dice)),
        population(graph, input, dice),
        behaviour(options, dice, population),
        plan(MakePlan(input, behaviour, options.max_generations)) {}

  const Dice dice;
  const Input input;
  const FriendshipGraph graph;
  const Population population;
  const Behaviour behaviour;
  const Plan plan;
};

using Attempt = std::tuple<Act::Kind, int64_t, std::string, int, int, Payment>;

std::vector<Attempt> Attempts(const Plan& plan) {
  std::vector<Attempt> attempts;
  for (const Act& act : plan.acts) {
    attempts.emplace_back(act.kind, act.time_ms, plan.chains[act.chain], act.needs, act.subject, act.payment);
  }
  return attempts;
}

TEST(PlanTest, IsAFunctionOfTheSeed) {
  EXPECT_EQ(Attempts(World(7).plan), Attempts(World(7).plan));
  EXPECT_NE(Attempts(World(7).plan), Attempts(World(8).plan));
}

TEST(PlanTest, ActsStandInTimeOrderBehindWhatTheyNeed) {
  const World world(7);
  for (size_t i = 0; i < world.plan.acts.size(); ++i) {
    const Act& act = world.plan.acts[i];
    if (i > 0) {
      EXPECT_LE(world.plan.acts[i - 1].time_ms, act.time_ms);
    }
    EXPECT_LT(act.needs, static_cast<int>(i));
  }
}

TEST(PlanTest, EveryRowIsActedOnOnce) {
  const World world(7);
  std::map<std::pair<Act::Kind, int>, int> reports;
  for (const Act& act : world.plan.acts) {
    if (act.kind == Act::Kind::kReportOrder || act.kind == Act::Kind::kReportRefund) ++reports[{act.kind, act.subject}];
  }
  EXPECT_EQ(reports.size(), world.plan.orders.size() + world.plan.refunds.size());
  for (const auto& [report, times] : reports) EXPECT_EQ(times, 1);
}

TEST(PlanTest, VisitsNeedTheReportOfTheirOrderAndPurchasesTheTap) {
  const World world(7);
  int purchases = 0;
  for (const Act& act : world.plan.acts) {
    if (act.kind == Act::Kind::kLookAtBag || act.kind == Act::Kind::kTapBag) {
      const Act& report = world.plan.acts[act.needs];
      EXPECT_EQ(report.kind, Act::Kind::kReportOrder);
      EXPECT_EQ(report.subject, act.subject);
    }
    if (act.kind == Act::Kind::kReportOrder && act.needs >= 0) {
      ++purchases;
      EXPECT_EQ(world.plan.acts[act.needs].kind, Act::Kind::kTapBag);
      EXPECT_EQ(world.plan.acts[act.needs].chain, act.chain);
    }
  }
  EXPECT_GT(purchases, 0);
}

TEST(PlanTest, OrderIdsOfPurchasesAreUnique) {
  const World world(7, {.open_probability = 0.5, .purchase_probability = 0.3});
  std::set<std::string> ids;
  for (const Order& order : world.plan.orders) {
    if (order.repeat) continue;
    EXPECT_TRUE(ids.insert(order.order_id).second) << order.order_id;
  }
}

TEST(PlanTest, GuestsEarnNoVisits) {
  const World world(7);
  for (const Act& act : world.plan.acts) {
    if (act.kind != Act::Kind::kTapBag) continue;
    EXPECT_FALSE(world.plan.orders[act.subject].user_id.empty());
  }
}

TEST(BehaviourTest, OnlyFriendsOpenWithAboutTheGivenProbability) {
  const World world(7,
                    {.share_probability = 1, .max_friends = 1'000, .open_probability = 0.25, .own_tap_probability = 0});
  int reached = 0;
  int opened = 0;
  for (const Order& order : world.input.orders) {
    if (order.user_id.empty() || order.repeat) continue;
    const auto friends = world.graph.friends(world.population.PersonOf(order.user_id));
    reached += static_cast<int>(friends.size());
    for (const Visit& visit : world.behaviour.VisitsTo(order)) {
      ++opened;
      EXPECT_THAT(friends, testing::Contains(world.population.PersonOf(visit.user_id)));
      EXPECT_GT(visit.time_ms, order.paid_at_ms);
    }
  }
  EXPECT_NEAR(static_cast<double>(opened) / reached, 0.25, 0.05);
}

TEST(BehaviourTest, ReachesNoMoreFriendsThanAllowed) {
  const World world(7, {.share_probability = 1, .max_friends = 3, .open_probability = 1, .own_tap_probability = 0});
  for (const Order& order : world.input.orders) EXPECT_LE(world.behaviour.VisitsTo(order).size(), 3);
}

TEST(BehaviourTest, PaysWithCouponsAtTheGivenRates) {
  const World world(7, {.redeem_rate = 0.5, .abandon_rate = 0.4});
  std::map<Payment, int> payments;
  for (int i = 0; i < 4'000; ++i)
    ++payments[world.behaviour.PaymentOf({.order_id = "o" + std::to_string(i), .user_id = "u"})];
  EXPECT_NEAR(payments[Payment::kPlain], 2'000, 150);
  EXPECT_NEAR(payments[Payment::kWithReport], 600, 100);
  EXPECT_NEAR(payments[Payment::kBeforeReport], 600, 100);
  EXPECT_NEAR(payments[Payment::kRelease], 400, 100);
  EXPECT_NEAR(payments[Payment::kLetExpire], 400, 100);
  EXPECT_EQ(World(7, {.redeem_rate = 1}).behaviour.PaymentOf({.order_id = "o1"}), Payment::kPlain) << "a guest";
}

TEST(PopulationTest, CustomersTakePeopleInOrderAndWrapAround) {
  Input input;
  for (int i = 0; i < 30; ++i)
    input.orders.push_back({.order_id = std::to_string(i), .user_id = "u" + std::to_string(i)});
  const Dice dice(1);
  const FriendshipGraph graph = FriendshipGraph::SmallWorld(25, dice);
  const Population population(graph, input, dice);
  std::set<int> people;
  for (int i = 0; i < 25; ++i) people.insert(population.PersonOf("u" + std::to_string(i)));
  EXPECT_EQ(people.size(), 25);
  for (int i = 25; i < 30; ++i) {
    EXPECT_EQ(population.PersonOf("u" + std::to_string(i)), population.PersonOf("u" + std::to_string(i - 25)));
  }
}

TEST(PopulationTest, APersonWithoutCustomerIsNamedAfterTheGraph) {
  const Dice dice(1);
  const FriendshipGraph graph = FriendshipGraph::SmallWorld(25, dice);
  const Population population(graph, Input{}, dice);
  EXPECT_EQ(population.UserOf(5, "any"), "g5");
  EXPECT_EQ(population.PersonOf("g5"), 5);
  EXPECT_EQ(population.PersonOf("stranger"), -1);
}

TEST(SyntheticDayTest, HasGuestsRefundsAndRepeatsWithinOpeningHours) {
  const Input input = MakeSyntheticDay({.midnight_ms = 0, .orders = 4'000}, Dice(3));
  int guests = 0;
  int repeats = 0;
  for (const Order& order : input.orders) {
    guests += order.user_id.empty() ? 1 : 0;
    repeats += order.repeat ? 1 : 0;
    EXPECT_GE(order.paid_at_ms, 7 * 3'600'000);
    EXPECT_LT(order.paid_at_ms, 22 * 3'600'000);
  }
  EXPECT_NEAR(guests, 200, 60);
  EXPECT_NEAR(repeats, 20, 15);
  EXPECT_NEAR(static_cast<double>(input.refunds.size()), 80, 40);
  EXPECT_EQ(input.orders.size(), 4'000 + repeats);
}

TEST(SyntheticDayTest, TwoSeedsNameNoOrderAlike) {
  std::set<std::string> ids;
  for (const uint64_t seed : {1, 2, 12}) {
    for (const Order& order : MakeSyntheticDay({.orders = 200}, Dice(seed)).orders) {
      EXPECT_TRUE(order.repeat || ids.insert(order.order_id).second) << order.order_id;
    }
  }
}

TEST(SyntheticDayTest, TheLimitCutsItAsItCutsAFile) {
  const Dice dice(3);
  DayOptions options{.midnight_ms = 0, .orders = 400};
  const Input whole = MakeSyntheticDay(options, dice);
  options.limit = 100;
  const Input cut = MakeSyntheticDay(options, dice);
  const auto repeats =
      std::count_if(cut.orders.begin(), cut.orders.end(), [](const Order& order) { return order.repeat; });
  ASSERT_EQ(cut.orders.size(), 100 + repeats);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(cut.orders[i].order_id, whole.orders[i].order_id);
  EXPECT_GT(cut.refunds_beyond_limit, 0);
  EXPECT_EQ(cut.refunds.size() + cut.refunds_beyond_limit, whole.refunds.size());
}

}  // namespace
}  // namespace fudai::replay
