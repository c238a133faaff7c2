#include "tests/replay/runner.h"

#include <map>
#include <sstream>
#include <string>

#include "common/clock/manual_clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/fake_campaign_api.h"
#include "tests/replay/population.h"
#include "tests/replay/synthetic_day.h"

namespace fudai::replay {
namespace {

using testing::HasSubstr;

class RunnerTest : public testing::Test {
 protected:
  static Plan MakeDayPlan() {
    const Dice dice(5);
    const Input input =
        MakeSyntheticDay({.midnight_ms = 1'780'000'000'000, .orders = 400, .customers = 160, .shops = 5}, dice);
    const FriendshipGraph graph = FriendshipGraph::SmallWorld(300, dice);
    const Population population(graph, input, dice);
    const Behaviour behaviour({.own_tap_probability = 0.1, .purchase_probability = 0.3, .abandon_rate = 0.3}, dice,
                              population);
    return MakePlan(input, behaviour, 2);
  }

  Runner MakeRunner(const Plan& plan, const RunnerOptions& options) {
    return {plan, campaign_, clock_, progress_, options};
  }

  clock::ManualClock clock_{absl::FromUnixSeconds(1'000)};
  FakeCampaignApi campaign_{clock_};
  std::ostringstream out_;
  Progress progress_{out_, clock_, Progress::Style::kPlain};
  const Plan plan_ = MakeDayPlan();
};

TEST_F(RunnerTest, PlaysEveryActWithinTheWindow) {
  Runner runner = MakeRunner(plan_, {.in_flight = 16});
  ASSERT_TRUE(runner.Run().ok());
  EXPECT_EQ(campaign_.most_at_once, 16);
  EXPECT_EQ(runner.facts().Count().openings, static_cast<int64_t>(campaign_.openings.size()));
  EXPECT_GT(runner.answers().at("tap own_bag"), 0);
  EXPECT_GT(runner.answers().at("tap already_opened"), 0);
  EXPECT_GT(runner.answers().at("order guest"), 0);
}

TEST_F(RunnerTest, OrdersUseCouponsAndRefundsTakeThemBack) {
  Runner runner = MakeRunner(plan_, {.in_flight = 16});
  ASSERT_TRUE(runner.Run().ok());
  const Counts counts = runner.facts().Count();
  EXPECT_GT(counts.redeemed, 0);
  EXPECT_GT(counts.released, 0);
  EXPECT_GT(counts.expired, 0);
  EXPECT_GT(counts.reversed, 0);
  EXPECT_EQ(counts.reserved, counts.redeemed + counts.released + counts.expired);
  EXPECT_EQ(counts.discount_fen, 100 * counts.redeemed);
  EXPECT_GT(runner.answers().at("quote nothing_off"), 0);
  EXPECT_THAT(runner.facts().contradictions(), testing::IsEmpty());
}

TEST_F(RunnerTest, ASecondRunMeetsOnlyRepeatsAndKnowsTheSame) {
  Runner first = MakeRunner(plan_, {.in_flight = 16});
  ASSERT_TRUE(first.Run().ok());
  Runner second = MakeRunner(plan_, {.in_flight = 3});
  ASSERT_TRUE(second.Run().ok());
  EXPECT_EQ(first.facts().Count(), second.facts().Count());
  EXPECT_EQ(second.answers().count("tap opened"), 0);
  EXPECT_EQ(second.answers().count("reserve reserved"), 0);
  EXPECT_EQ(second.answers().count("reverse taken_back"), 0);
}

TEST_F(RunnerTest, RepeatsWhatIsUnknownUntilItIsKnown) {
  std::map<int, int> attempts;
  campaign_.fail = [&attempts](const Call& call) {
    return ++attempts[call.act] % 3 == 0 ? absl::OkStatus() : absl::UnavailableError("gone for a moment");
  };
  Runner runner = MakeRunner(plan_, {.in_flight = 16});
  ASSERT_TRUE(runner.Run().ok());
  EXPECT_EQ(runner.retries(), runner.calls() / 3 * 2);
  EXPECT_EQ(runner.facts().Count().openings, static_cast<int64_t>(campaign_.openings.size()));
}

TEST_F(RunnerTest, GivesUpOnAServerThatStaysAway) {
  campaign_.fail = [](const Call&) { return absl::UnavailableError("connection refused"); };
  const absl::Time start = clock_.Now();
  const absl::Status status = MakeRunner(plan_, {.give_up_after = absl::Seconds(30)}).Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("did not answer for 30s"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("connection refused"));
  EXPECT_GE(clock_.Now() - start, absl::Seconds(30));
}

TEST_F(RunnerTest, KeepsTheRowsThatTheServerRefuses) {
  Plan plan;
  plan.orders = {{.line = 12, .order_id = "o1", .user_id = "u1"}};
  plan.chains = {"u1"};
  plan.acts = {{.kind = Act::Kind::kReportOrder}, {.kind = Act::Kind::kTapBag, .needs = 0}};
  campaign_.fail = [](const Call&) { return absl::InvalidArgumentError("paid_at lies too far back"); };
  Runner runner = MakeRunner(plan, {});
  ASSERT_TRUE(runner.Run().ok());
  ASSERT_EQ(runner.refused().size(), 1);
  EXPECT_EQ(runner.refused()[0].line, 12);
  EXPECT_EQ(runner.refused()[0].reason, "the server refused it: paid_at lies too far back");
  EXPECT_EQ(campaign_.calls, 1);
}

TEST_F(RunnerTest, AnyOtherErrorEndsTheRun) {
  campaign_.fail = [](const Call&) { return absl::UnauthenticatedError("unknown key"); };
  const absl::Status status = MakeRunner(plan_, {}).Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_THAT(std::string(status.message()), HasSubstr("unknown key"));
}

TEST_F(RunnerTest, KeepsTheGivenSpeed) {
  const absl::Time start = clock_.Now();
  Runner runner = MakeRunner(plan_, {.speed = 1000});
  ASSERT_TRUE(runner.Run().ok());
  const int64_t played_ms = plan_.acts.back().time_ms - plan_.acts.front().time_ms;
  EXPECT_NEAR(absl::ToDoubleMilliseconds(clock_.Now() - start), static_cast<double>(played_ms) / 1000, 1'000);
}

}  // namespace
}  // namespace fudai::replay
