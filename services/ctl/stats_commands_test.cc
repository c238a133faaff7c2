#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using StatsCommandsTest = CommandTest;

TEST_F(StatsCommandsTest, ShowsATimeseriesInTheZoneThatTheAnswerNames) {
  admin::v1::QueryTimeseriesResponse& response = stats_.timeseries.response;
  response.set_time_zone("Asia/Shanghai");
  response.add_points()->mutable_start_time()->set_seconds(1'777'564'800);  // 2026-04-30T16:00:00Z
  response.mutable_freshness()->mutable_newest_event_time()->set_seconds(1'777'597'953);
  const std::vector<std::string> command = {"stats",         "timeseries", "summer",      "--metric",        "openings",
                                            "--granularity", "day",        "--time_zone", "America/New_York"};
  EXPECT_EQ(Fudai(command), 0) << err();
  EXPECT_THAT(out(), AllOf(HasSubstr("Asia/Shanghai"), HasSubstr("2026-05-01 00:00:00+08:00"),
                           HasSubstr("2026-05-01 09:12:33+08:00")));
  response.set_time_zone("Mars");
  EXPECT_EQ(Fudai(command), 0) << err();
  EXPECT_THAT(out(), HasSubstr("2026-04-30 12:00:00-04:00"));
}

TEST_F(StatsCommandsTest, ShowsATimeseriesOfAmountsAsAmounts) {
  const std::vector<std::string> command = {"stats",       "timeseries",    "summer", "--metric",
                                            "revenue_fen", "--granularity", "day"};
  EXPECT_EQ(Fudai(command), 0) << err();
  EXPECT_THAT(out(), HasSubstr("(no points)\n"));
  stats_.timeseries.response.add_points()->set_value(3'209'700);
  EXPECT_EQ(Fudai(command), 0) << err();
  EXPECT_THAT(out(), HasSubstr("start time              revenue\n1970-01-01 00:00:00Z  ¥32097.00\n"));
}

TEST_F(StatsCommandsTest, ShowsCampaignsSideBySide) {
  admin::v1::CampaignSparklines* campaign = stats_.sparklines.response.add_campaigns();
  campaign->mutable_summary()->set_campaign_id("summer");
  campaign->set_time_zone("Asia/Shanghai");
  admin::v1::MetricSeries* orders = campaign->add_series();
  orders->set_metric(admin::v1::METRIC_ORDERS);
  admin::v1::MetricSeries* revenue = campaign->add_series();
  revenue->set_metric(admin::v1::METRIC_REVENUE_FEN);
  for (const int64_t start : {1'777'564'800, 1'777'651'200}) {  // 2026-04-30T16:00:00Z and a day later
    admin::v1::TimeseriesPoint* point = orders->add_points();
    point->mutable_start_time()->set_seconds(start);
    point->set_value(7);
  }
  *revenue->add_points() = orders->points(1);
  stats_.sparklines.response.add_campaigns()->mutable_summary()->set_campaign_id("autumn");
  stats_.sparklines.response.mutable_freshness()->set_pending_events(3);
  EXPECT_EQ(Fudai({"stats", "sparklines", "--campaigns", "summer,autumn", "--metrics", "orders,revenue_fen",
                   "--granularity", "day", "--from", "2026-05-01", "--to", "2026-05-08"}),
            0)
      << err();
  const auto& request = stats_.sparklines.requests.at(0);
  EXPECT_THAT(request.campaign_ids(), ElementsAre("summer", "autumn"));
  EXPECT_THAT(request.metrics(), ElementsAre(admin::v1::METRIC_ORDERS, admin::v1::METRIC_REVENUE_FEN));
  EXPECT_EQ(request.granularity(), admin::v1::GRANULARITY_DAY);
  EXPECT_EQ(request.start_time().seconds(), 1'777'593'600);
  EXPECT_EQ(request.end_time().seconds(), 1'778'198'400);
  EXPECT_THAT(out(), AllOf(HasSubstr("summer\n"), HasSubstr("time zone  Asia/Shanghai\n"),
                           HasSubstr("2026-05-01 00:00:00+08:00       7\n"),
                           HasSubstr("2026-05-02 00:00:00+08:00       7    ¥0.07\n"), HasSubstr("autumn\n"),
                           HasSubstr("(no points)\n"), HasSubstr("pending events")));
}

TEST_F(StatsCommandsTest, ShowsTheChainWhereNoCampaignIsNamed) {
  const std::vector<std::string> command = {"stats", "sparklines", "--metrics", "orders", "--granularity", "day"};
  EXPECT_EQ(Fudai(command), 0) << err();
  EXPECT_THAT(stats_.sparklines.requests.at(0).campaign_ids(), ElementsAre(""));
  EXPECT_EQ(Fudai({"stats", "timeseries", "--metric", "orders", "--granularity", "day"}), 0) << err();
  EXPECT_EQ(stats_.timeseries.requests.at(0).campaign_id(), "");
  EXPECT_EQ(Fudai({"stats", "sparklines", "--metrics", "orders,opens", "--granularity", "day"}), 2);
  EXPECT_THAT(err(), HasSubstr("--metrics: \"opens\" is none of orders, bags_issued, openings,"));
}

TEST_F(StatsCommandsTest, ShowsAFunnelOfDays) {
  stats_.funnel.response.mutable_funnel()->set_orders(12);
  stats_.funnel.response.mutable_funnel()->set_second_orders(3);
  stats_.funnel.response.set_time_zone("Asia/Shanghai");
  EXPECT_EQ(Fudai({"stats", "funnel", "summer", "--from", "2026-05-01", "--to", "2026-05-08"}), 0) << err();
  const auto& request = stats_.funnel.requests.at(0);
  EXPECT_EQ(request.campaign_id(), "summer");
  EXPECT_EQ(request.start_time().seconds(), 1'777'593'600);
  EXPECT_EQ(request.end_time().seconds(), 1'778'198'400);
  EXPECT_THAT(out(), AllOf(HasSubstr("orders            12\n"), HasSubstr("second orders     3\n"),
                           HasSubstr("Asia/Shanghai")));
}

TEST_F(StatsCommandsTest, ShowsViralityInTheZoneThatTheAnswerNames) {
  admin::v1::QueryViralityResponse& response = stats_.virality.response;
  response.set_time_zone("Asia/Shanghai");
  admin::v1::Generation* generation = response.add_generations();
  generation->set_bags(3);
  generation->set_brought(1);
  generation->set_k_per_bag(1.0 / 3);
  response.add_days()->mutable_start_time()->set_seconds(1'777'564'800);  // 2026-04-30T16:00:00Z
  EXPECT_EQ(Fudai({"stats", "virality", "--time_zone", "America/New_York"}), 0) << err();
  EXPECT_EQ(stats_.virality.requests.at(0).campaign_id(), "");
  EXPECT_THAT(out(), AllOf(HasSubstr("0.333"), HasSubstr("2026-05-01 00:00:00+08:00")));
  EXPECT_EQ(Fudai({"stats", "virality", "--json"}), 0) << err();
  EXPECT_THAT(out(), HasSubstr("\"k_per_bag\": 0.333"));
}

TEST_F(StatsCommandsTest, ShowsMoneyAsAmounts) {
  admin::v1::QueryMoneyResponse& response = stats_.money.response;
  response.set_time_zone("Asia/Shanghai");
  response.mutable_money()->set_outstanding_fen(123'450);
  response.mutable_money()->set_cost_per_new_customer_fen(650.5);
  response.add_days()->set_coupon_revenue_fen(825'000);
  EXPECT_EQ(Fudai({"stats", "money", "--from", "2026-05-01"}), 0) << err();
  EXPECT_EQ(stats_.money.requests.at(0).campaign_id(), "");
  EXPECT_EQ(stats_.money.requests.at(0).start_time().seconds(), 1'777'593'600);
  EXPECT_THAT(out(), AllOf(HasSubstr("¥1234.50"), HasSubstr("¥8250.00"), HasSubstr("Asia/Shanghai")));
}

TEST_F(StatsCommandsTest, ShowsWhatBecameOfACampaignsCoupons) {
  admin::v1::TemplateStats* latte = stats_.coupons.response.add_templates();
  latte->set_display_name("A latte");
  latte->set_mean_items(1.5);
  EXPECT_EQ(Fudai({"stats", "coupons", "summer"}), 0) << err();
  EXPECT_EQ(stats_.coupons.requests.at(0).campaign_id(), "summer");
  EXPECT_THAT(out(), AllOf(HasSubstr("A latte"), HasSubstr("1.5")));
  EXPECT_EQ(Fudai({"stats", "coupons"}), 2) << "the chain has no templates";
}

TEST_F(StatsCommandsTest, ShowsHowCupsFill) {
  stats_.coffee.response.set_cups_filled(7);
  admin::v1::StepYield* step = stats_.coffee.response.add_steps();
  step->set_min_helpers(5);
  step->set_sharers(31);
  stats_.coffee.response.set_time_zone("Asia/Shanghai");
  EXPECT_EQ(Fudai({"stats", "coffee", "summer", "--from", "2026-05-01"}), 0) << err();
  EXPECT_EQ(stats_.coffee.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(stats_.coffee.requests.at(0).start_time().seconds(), 1'777'593'600);
  EXPECT_THAT(out(), AllOf(HasSubstr("7\n"), HasSubstr("31")));
  EXPECT_EQ(Fudai({"stats", "coffee"}), 2);
}

TEST_F(StatsCommandsTest, ShowsShopsAndHours) {
  stats_.shops.response.set_time_zone("Asia/Shanghai");
  stats_.shops.response.add_shops()->set_shop_id("shop-7");
  EXPECT_EQ(Fudai({"stats", "shops"}), 0) << err();
  EXPECT_EQ(stats_.shops.requests.at(0).campaign_id(), "");
  EXPECT_THAT(out(), HasSubstr("shop-7"));
  stats_.hours.response.set_time_zone("Asia/Shanghai");
  EXPECT_EQ(Fudai({"stats", "hours", "summer", "--metric", "coupons_redeemed"}), 0) << err();
  EXPECT_EQ(stats_.hours.requests.at(0).metric(), admin::v1::WEEK_METRIC_COUPONS_REDEEMED);
  EXPECT_EQ(Fudai({"stats", "hours", "summer"}), 2);
}

TEST_F(StatsCommandsTest, ShowsWhatAHoldoutSays) {
  stats_.holdout.response.mutable_treated()->set_customers(4500);
  stats_.holdout.response.set_verdict(admin::v1::HOLDOUT_VERDICT_NOT_SEEN);
  EXPECT_EQ(Fudai({"stats", "holdout", "summer"}), 0) << err();
  EXPECT_EQ(stats_.holdout.requests.at(0).campaign_id(), "summer");
  EXPECT_THAT(out(), AllOf(HasSubstr("4500\n"), HasSubstr("not_seen\n")));
  EXPECT_EQ(Fudai({"stats", "holdout"}), 2);
}

TEST_F(StatsCommandsTest, ShowsCohortsAndCustomers) {
  stats_.cohorts.response.set_time_zone("Asia/Shanghai");
  admin::v1::Cohort* cohort = stats_.cohorts.response.add_cohorts();
  cohort->mutable_start_time()->set_seconds(1'777'219'200);  // 2026-04-26T16:00:00Z
  cohort->set_origin(admin::v1::COHORT_ORIGIN_REFERRED);
  EXPECT_EQ(Fudai({"stats", "cohorts", "summer", "--from", "2026-05-01"}), 0) << err();
  EXPECT_EQ(stats_.cohorts.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(stats_.cohorts.requests.at(0).start_time().seconds(), 1'777'593'600);
  EXPECT_THAT(out(), AllOf(HasSubstr("2026-04-27 00:00:00+08:00"), HasSubstr("referred")));
  stats_.customers.response.set_revenue_fen(1250);
  EXPECT_EQ(Fudai({"stats", "customers"}), 0) << err();
  EXPECT_EQ(stats_.customers.requests.at(0).campaign_id(), "");
  EXPECT_THAT(out(), HasSubstr("12.50"));
}

TEST_F(StatsCommandsTest, ListsSharersAndTheirTrees) {
  admin::v1::Sharer* sharer = stats_.sharers.response.add_sharers();
  sharer->set_user("u-7f3k9q2m0c5w");
  sharer->set_brought(12);
  stats_.sharers.response.set_next_page_token("more");
  EXPECT_EQ(Fudai({"stats", "sharers", "summer", "--page_size", "20"}), 0) << err();
  EXPECT_EQ(stats_.sharers.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(stats_.sharers.requests.at(0).page_size(), 20);
  EXPECT_THAT(out(), AllOf(HasSubstr("u-7f3k9q2m0c5w"), HasSubstr("12"), HasSubstr("more")));
  stats_.tree.response.add_nodes()->set_user("ann");
  stats_.tree.response.mutable_nodes(0)->set_parent(-1);
  EXPECT_EQ(Fudai({"stats", "tree", "ann", "--campaign", "summer", "--max_nodes", "7"}), 0) << err();
  EXPECT_EQ(stats_.tree.requests.at(0).user(), "ann");
  EXPECT_EQ(stats_.tree.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(stats_.tree.requests.at(0).max_nodes(), 7);
  EXPECT_THAT(out(), AllOf(HasSubstr("ann"), HasSubstr("-1")));
}

}  // namespace
}  // namespace fudai::ctl
