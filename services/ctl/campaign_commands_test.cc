#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class CampaignCommandsTest : public CommandTest {
 protected:
  CampaignCommandsTest() {
    WriteFile(file_, R"({"display_name": "夏日福袋", "recipe": [{"template_id": "latte", "count": 50}]})");
  }

  void AddFinding(admin::v1::Finding::Severity severity) {
    auto* finding = campaigns_.validate.response.add_findings();
    finding->set_severity(severity);
    finding->set_field("growth.steps[2].min_helpers");
    finding->set_message("3 must be above 5");
  }

  const std::string file_ = Path("campaign.json");
};

TEST_F(CampaignCommandsTest, CreatesFromAFile) {
  campaigns_.create.response.mutable_campaign()->set_campaign_id("summer");
  EXPECT_EQ(Fudai({"campaigns", "create", "summer", "--file", file_}), 0) << err();
  const auto& request = campaigns_.create.requests.at(0);
  EXPECT_EQ(request.campaign_id(), "summer");
  EXPECT_EQ(request.spec().display_name(), "夏日福袋");
  EXPECT_EQ(request.spec().recipe(0).count(), 50);
  EXPECT_THAT(out(), HasSubstr("summer"));
}

TEST_F(CampaignCommandsTest, ShowsFindingsAndCreatesNothing) {
  AddFinding(admin::v1::Finding::SEVERITY_ERROR);
  EXPECT_EQ(Fudai({"campaigns", "create", "summer", "--file", file_}), 1);
  EXPECT_EQ(out(),
            "severity  field                        message\n"
            "error     growth.steps[2].min_helpers  3 must be above 5\n");
  EXPECT_EQ(err(), "fudai campaigns create: " + file_ + " has 1 error\n");
  EXPECT_THAT(campaigns_.create.requests, IsEmpty());
}

TEST_F(CampaignCommandsTest, ValidatesWithWarnings) {
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_}), 0);
  EXPECT_THAT(err(), HasSubstr("is valid"));
  AddFinding(admin::v1::Finding::SEVERITY_WARNING);
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_}), 0);
  EXPECT_THAT(out(), HasSubstr("warning"));
  AddFinding(admin::v1::Finding::SEVERITY_ERROR);
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_, "--json"}), 1);
  EXPECT_THAT(out(), HasSubstr("\"severity\": \"SEVERITY_ERROR\""));
}

TEST_F(CampaignCommandsTest, EstimatesInATable) {
  auto& estimate = campaigns_.estimate.response;
  estimate.mutable_worst_bag()->set_coupons(50);
  estimate.mutable_worst_bag()->set_coupons_fen(15'000);
  estimate.mutable_worst_bag()->set_free_coffees(5);
  estimate.mutable_worst_bag()->set_free_coffees_fen(14'000);
  estimate.mutable_per_order()->set_max_liability_fen(29'000);
  estimate.mutable_per_order()->set_expected_liability_fen(11'600);
  estimate.mutable_per_order()->set_expected_cost_fen(2900);
  estimate.mutable_per_day()->set_max_liability_fen(5'800'000);
  estimate.mutable_per_day()->set_expected_liability_fen(2'320'000);
  estimate.mutable_per_day()->set_expected_cost_fen(580'000);
  estimate.set_orders_per_day(200);
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, "--open_rate", "4000", "--redemption_rate", "2500",
                   "--orders_per_day", "200"}),
            0)
      << err();
  const auto& request = campaigns_.estimate.requests.at(0);
  EXPECT_EQ(request.spec().recipe(0).count(), 50);
  EXPECT_EQ(request.open_rate_bp(), 4000);
  EXPECT_EQ(request.redemption_rate_bp(), 2500);
  EXPECT_EQ(request.orders_per_day(), 200);
  EXPECT_FALSE(request.has_new_friend_rate_bp());
  EXPECT_FALSE(request.has_orders_per_buyer());
  EXPECT_EQ(out(),
            "          liability at most  liability expected  cost expected\n"
            "an order            ¥290.00             ¥116.00         ¥29.00\n"
            "a day             ¥58000.00           ¥23200.00       ¥5800.00\n"
            "bag at most: 50 coupons of ¥150.00, 5 free coffees of ¥140.00\n"
            "day: 200 orders a day, as given\n");
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"max_liability_fen\": \"29000\""));
}

TEST_F(CampaignCommandsTest, TellsWhereTheRateOfOrdersComesFrom) {
  auto& estimate = campaigns_.estimate.response;
  estimate.set_orders_per_day(51);
  estimate.mutable_history()->set_days(28);
  estimate.mutable_history()->set_orders(2800);
  estimate.mutable_history()->set_sampled_orders(1000);
  estimate.mutable_history()->set_matching_orders(501);
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_}), 0) << err();
  EXPECT_FALSE(campaigns_.estimate.requests.at(0).has_orders_per_day());
  EXPECT_THAT(out(),
              HasSubstr("day: 51 orders a day: there were 2800 in the last 28 days, and of the newest 1000 would "
                        "501 earn a bag\n"));
}

TEST_F(CampaignCommandsTest, ConfirmsAChangeInALine) {
  admin::v1::Campaign& campaign = *campaigns_.pause.response.mutable_campaign();
  campaign.set_campaign_id("summer");
  campaign.set_version(1);
  campaign.set_state(admin::v1::CAMPAIGN_STATE_PAUSED);
  campaign.mutable_spec()->set_display_name("夏日福袋");
  campaign.mutable_spec()->set_time_zone("Asia/Shanghai");
  EXPECT_EQ(Fudai({"campaigns", "pause", "summer"}), 0) << err();
  EXPECT_EQ(out(), "campaign summer (夏日福袋), version 1, is paused\n");
  EXPECT_EQ(Fudai({"campaigns", "pause", "summer", "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"time_zone\": \"Asia/Shanghai\""));
}

TEST_F(CampaignCommandsTest, SaysWhereAFileIsWrong) {
  const auto error_of = [this](const std::string& text) {
    WriteFile(file_, text);
    EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_}), 1);
    return err();
  };
  EXPECT_THAT(error_of("{\"display_name\": \"a\",\n \"templates\": [ oops ]}"),
              HasSubstr(file_ + ": line 2, column 17: "));
  EXPECT_THAT(error_of(R"({"growth": {"steps": [{"drips": 1}]}})"), HasSubstr("growth.steps[0]"));
  EXPECT_THAT(error_of(R"({"growth": {"drops_per_cup": "many"}})"), HasSubstr("drops_per_cup"));
  EXPECT_THAT(error_of(R"({"start_time": "yesterday"})"), HasSubstr("yesterday"));
  EXPECT_THAT(error_of(""), HasSubstr(file_));
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", "/nowhere.json"}), 1);
  EXPECT_EQ(err(), "fudai campaigns validate: --file: cannot read /nowhere.json: No such file or directory\n");
  EXPECT_THAT(campaigns_.validate.requests, IsEmpty());
}

TEST_F(CampaignCommandsTest, ListsWithTheNextPage) {
  for (const char* id : {"summer", "autumn"}) campaigns_.list.response.add_campaigns()->set_campaign_id(id);
  campaigns_.list.response.set_next_page_token("t2");
  EXPECT_EQ(Fudai({"campaigns", "list", "--page_size", "2"}), 0);
  EXPECT_EQ(campaigns_.list.requests.at(0).page_size(), 2);
  EXPECT_EQ(out(), "campaign id  version\nsummer             0\nautumn             0\nmore: --page_token t2\n");
}

}  // namespace
}  // namespace fudai::ctl
