#include "services/admin/campaigns/cost_estimate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/admin/testing/test_campaigns.h"

namespace fudai::campaigns {
namespace {

using admin::v1::CampaignCost;
using admin::v1::EstimateCampaignRequest;
using campaign::v1::CampaignSpec;
using ::testing::HasSubstr;
using testsupport::MarchSpec;

constexpr int64_t kMaxOrders = 10'000'000;

// Bags of 50 coupons of 300 fen; 10 drops an open, 100 a cup; a free coffee of 2800 fen.
CampaignSpec Spec() {
  CampaignSpec spec = MarchSpec();
  auto* coffee = spec.add_templates();
  coffee->set_template_id("coffee");
  coffee->set_value_fen(2800);
  spec.mutable_growth()->set_free_coffee_template_id("coffee");
  return spec;
}

TEST(CostOfTest, MostIsTheWorstBag) {
  // The fullest cup holds 90 of 100 drops, and 50 opens bring 500.
  EXPECT_EQ(CostOf(Spec(), {}, 1).max_liability_fen(), 50 * 300 + 5 * 2800);
  EXPECT_EQ(CostOf(Spec(), {}, 1000).max_liability_fen(), 1000 * (50 * 300 + 5 * 2800));
  const admin::v1::WorstBag bag = WorstBagOf(Spec());
  EXPECT_EQ(bag.coupons(), 50);
  EXPECT_EQ(bag.coupons_fen(), 50 * 300);
  EXPECT_EQ(bag.free_coffees(), 5);
  EXPECT_EQ(bag.free_coffees_fen(), 5 * 2800);
}

TEST(CostOfTest, MostIsWhatTheBudgetsLetThrough) {
  CampaignSpec spec = Spec();
  spec.mutable_templates(1)->set_budget_fen(20'000);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_fen(), 10 * 50 * 300 + 20'000);
  // A bag that is given just before midnight can be opened on the next day too.
  spec.mutable_budget()->set_daily_fen(60'000);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_fen(), 2 * 60'000);
  spec.mutable_budget()->set_total_fen(110'000);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_fen(), 110'000);
  EXPECT_EQ(CostOf(spec, {}, 1).max_liability_fen(), 50 * 300 + 5 * 2800);
}

TEST(CostOfTest, ExpectsNoBagsOfThoseWhoAreLeftOut) {
  CampaignSpec spec = Spec();
  spec.set_holdout_permille(250);
  const int64_t bag_fen = 50 * 300 + 5 * 2800;
  EXPECT_EQ(CostOf(spec, {}, 1000).max_liability_fen(), 1000 * bag_fen);
  EXPECT_EQ(CostOf(spec, {}, 1000).expected_liability_fen(), 750 * bag_fen);
  EXPECT_EQ(CostOf(spec, {.redemption_rate_bp = 5000}, 1000).expected_cost_fen(), 375 * bag_fen);
  EXPECT_EQ(CostOf(spec, {}, 1).expected_liability_fen(), bag_fen) << "a part of an order counts as a whole";
}

TEST(CostOfTest, SaysWhatBoundsTheMost) {
  CampaignSpec spec = Spec();
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_BAGS);
  spec.mutable_templates(0)->set_budget_fen(10 * 50 * 300);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_BAGS) << "it is just enough";
  spec.mutable_templates(0)->set_budget_fen(10 * 50 * 300 - 1);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_TEMPLATE_BUDGETS);
  spec.mutable_budget()->set_daily_fen(60'000);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_DAILY_BUDGET);
  spec.mutable_budget()->set_total_fen(110'000);
  EXPECT_EQ(CostOf(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_TOTAL_BUDGET);
}

TEST(CostOfDayTest, IsNoMoreThanTheDaysCap) {
  CampaignSpec spec = Spec();
  EXPECT_EQ(CostOfDay(spec, {}, 10).max_liability_fen(), 10 * (50 * 300 + 5 * 2800));
  spec.mutable_budget()->set_daily_fen(60'000);
  spec.mutable_budget()->set_total_fen(110'000);
  EXPECT_EQ(CostOfDay(spec, {}, 10).max_liability_fen(), 60'000);
  EXPECT_EQ(CostOfDay(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_DAILY_BUDGET);
  EXPECT_EQ(CostOfDay(spec, {}, 10).expected_liability_fen(), 60'000);
  EXPECT_EQ(CostOfDay(spec, {.redemption_rate_bp = 5000}, 10).expected_cost_fen(), 30'000);
  spec.mutable_budget()->set_total_fen(50'000);
  EXPECT_EQ(CostOfDay(spec, {}, 10).max_liability_fen(), 50'000);
  EXPECT_EQ(CostOfDay(spec, {}, 10).max_liability_bound(), CampaignCost::BOUND_TOTAL_BUDGET);
}

TEST(CostOfTest, CountsTheCapOfEachDayOnWhichABagCanBeOpened) {
  CampaignSpec spec = Spec();
  spec.mutable_budget()->set_daily_fen(100);
  const auto days_of = [&](int64_t life_seconds) {
    spec.mutable_bag_life()->set_seconds(life_seconds);
    return CostOf(spec, {}, 1).max_liability_fen() / 100;
  };
  EXPECT_EQ(days_of(60), 2);
  EXPECT_EQ(days_of(86'400), 2);
  EXPECT_EQ(days_of(86'401), 3);
  EXPECT_EQ(days_of(7 * 86'400), 8);
  // No later than the campaign's end, which is a midnight.
  EXPECT_EQ(days_of(365 * 86'400), 31);
  spec.mutable_end_time()->set_seconds(spec.start_time().seconds() + 86'400);
  EXPECT_EQ(days_of(7 * 86'400), 1);
}

TEST(CostOfTest, CountsDaysOfTheCampaignsZone) {
  CampaignSpec spec = Spec();
  spec.mutable_budget()->set_daily_fen(100);
  // The clocks of Berlin go forward on 2026-03-29: 24 hours that begin late on the day before reach into the day after.
  spec.set_time_zone("Europe/Berlin");
  EXPECT_EQ(CostOf(spec, {}, 1).max_liability_fen(), 3 * 100);
}

TEST(CostOfTest, ExpectsNoMoreThanTheMost) {
  CampaignSpec spec = Spec();
  spec.mutable_budget()->set_total_fen(90'001);
  EXPECT_EQ(CostOf(spec, {}, 10).expected_liability_fen(), 90'001);
  EXPECT_EQ(CostOf(spec, {.redemption_rate_bp = 5000}, 10).expected_cost_fen(), 45'001);
  EXPECT_EQ(CostOf(spec, {.open_rate_bp = 1000}, 10).expected_liability_fen(), 10 * (5 * 300 + 1400));
}

TEST(CostOfTest, ExpectsTheSharesThatAreAssumed) {
  // 20 of 50 are opened, and bring 2 cups.
  const CampaignCost cost = CostOf(Spec(), {.open_rate_bp = 4000, .redemption_rate_bp = 2500}, 1);
  EXPECT_EQ(cost.expected_liability_fen(), 20 * 300 + 2 * 2800);
  EXPECT_EQ(cost.expected_cost_fen(), (20 * 300 + 2 * 2800) / 4);
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 0}, 1000).expected_liability_fen(), 0);
  EXPECT_EQ(CostOf(Spec(), {.redemption_rate_bp = 0}, 1000).expected_cost_fen(), 0);
}

TEST(CostOfTest, CountsACupThatIsNotFullByItsShare) {
  // 25 opens are 2.5 cups; a hundredth of one open is 0.003 fen of coupons and 0.001 cups.
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 5000}, 1).expected_liability_fen(), 25 * 300 + 7000);
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 2}, 100).expected_liability_fen(), 300 + 280);
}

TEST(CostOfTest, RoundsADayUpOnce) {
  // An order's share is 3 + 2.8 fen.
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 2}, 1).expected_liability_fen(), 6);
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 2}, 3).expected_liability_fen(), 18);
  EXPECT_EQ(CostOf(Spec(), {.open_rate_bp = 2}, 5).expected_liability_fen(), 29);
}

TEST(CostOfTest, FillsCupsByStepsNewFriendsAndAllBagsOfABuyer) {
  CampaignSpec spec = Spec();
  auto* step = spec.mutable_growth()->add_steps();
  step->set_min_helpers(20);
  step->set_drops(30);
  // 20 opens of 10 drops, 30 of 30.
  EXPECT_EQ(CostOf(spec, {}, 1).expected_liability_fen(), 50 * 300 + 11 * 2800);
  // 20 opens of 10 drops, 80 of 30: 26 cups of two orders.
  EXPECT_EQ(CostOf(spec, {.orders_per_buyer = 2}, 1).expected_liability_fen(), 50 * 300 + 13 * 2800);
  spec.mutable_growth()->set_new_friend_extra_drops(20);
  EXPECT_EQ(CostOf(spec, {.new_friend_rate_bp = 1000}, 1).expected_liability_fen(), 50 * 300 + 12 * 2800);
  spec.mutable_growth()->set_max_cups_per_user(3);
  EXPECT_EQ(CostOf(spec, {}, 1).expected_liability_fen(), 50 * 300 + 3 * 2800);
  EXPECT_EQ(CostOf(spec, {.orders_per_buyer = 3}, 1).expected_liability_fen(), 50 * 300 + 2800);
}

TEST(CostOfTest, DiscardsWhatAFilledCupDidNotNeed) {
  CampaignSpec spec = Spec();
  spec.mutable_growth()->mutable_steps(0)->set_drops(60);
  spec.mutable_growth()->set_carry_over(campaign::v1::CARRY_OVER_DISCARD);
  EXPECT_EQ(CostOf(spec, {}, 1).expected_liability_fen(), 50 * 300 + 25 * 2800);
  // The third of three opens begins a cup, and is 0.6 of it.
  EXPECT_EQ(CostOf(spec, {.open_rate_bp = 600}, 1).expected_liability_fen(), 3 * 300 + 2800 + 1680);
  spec.mutable_growth()->set_carry_over(campaign::v1::CARRY_OVER_KEEP);
  EXPECT_EQ(CostOf(spec, {}, 1).expected_liability_fen(), 50 * 300 + 30 * 2800);
}

TEST(CostOfTest, HoldsTheLargestCampaign) {
  CampaignSpec spec = Spec();
  spec.mutable_recipe(0)->set_count(200);
  for (auto& coupon : *spec.mutable_templates()) coupon.set_value_fen(10'000'000);
  spec.mutable_growth()->mutable_steps(0)->set_drops(1'000'000);
  spec.mutable_growth()->set_new_friend_extra_drops(1'000'000);
  spec.mutable_growth()->set_drops_per_cup(20'000);
  const Assumptions all{.new_friend_rate_bp = 10'000, .orders_per_buyer = 100};
  const int64_t bag = 200 * 10'000'000ll + 200 * 100 * 10'000'000ll;
  const CampaignCost cost = CostOf(spec, all, kMaxOrders);
  EXPECT_EQ(cost.max_liability_fen(), bag * kMaxOrders);
  EXPECT_EQ(cost.expected_liability_fen(), bag * kMaxOrders);
  EXPECT_EQ(cost.expected_cost_fen(), bag * kMaxOrders);
  spec.mutable_growth()->set_drops_per_cup(1'000'000'000);
  EXPECT_EQ(CostOf(spec, all, kMaxOrders).expected_cost_fen(), (200 * 10'000'000ll + 4'000'000) * kMaxOrders);
}

TEST(ReadAssumptionsTest, TakesAllWhereNothingIsSaid) {
  const absl::StatusOr<Assumptions> read = ReadAssumptions({});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->open_rate_bp, 10'000);
  EXPECT_EQ(read->redemption_rate_bp, 10'000);
  EXPECT_EQ(read->new_friend_rate_bp, 0);
  EXPECT_EQ(read->orders_per_buyer, 1);
}

TEST(ReadAssumptionsTest, RefusesWhatIsOutOfBounds) {
  const auto message_of = [](auto set, int64_t value) {
    EstimateCampaignRequest request;
    (request.*set)(value);
    const absl::Status status = ReadAssumptions(request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message());
  };
  using Request = EstimateCampaignRequest;
  EXPECT_EQ(message_of(&Request::set_open_rate_bp, 10'001), "open_rate_bp is 10001; it should be 0 to 10000");
  EXPECT_THAT(message_of(&Request::set_redemption_rate_bp, -1), HasSubstr("redemption_rate_bp is -1"));
  EXPECT_THAT(message_of(&Request::set_new_friend_rate_bp, -1), HasSubstr("new_friend_rate_bp is -1"));
  EXPECT_THAT(message_of(&Request::set_orders_per_buyer, 0), HasSubstr("orders_per_buyer is 0; it should be 1 to 100"));
  EXPECT_THAT(message_of(&Request::set_orders_per_day, 0),
              HasSubstr("orders_per_day is 0; it should be 1 to 10000000"));
}

}  // namespace
}  // namespace fudai::campaigns
