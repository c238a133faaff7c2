#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
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
    finding->set_code("step_overlaps");
    (*finding->mutable_params())["before"] = "5";
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

TEST_F(CampaignCommandsTest, ValidatesAnEditOfACampaign) {
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_, "--edit_of", "summer"}), 0) << err();
  EXPECT_EQ(campaigns_.validate.requests.at(0).campaign_id(), "summer");
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
  estimate.mutable_per_order()->set_max_liability_bound(admin::v1::CampaignCost::BOUND_BAGS);
  estimate.mutable_per_day()->set_max_liability_fen(5'800'000);
  estimate.mutable_per_day()->set_max_liability_bound(admin::v1::CampaignCost::BOUND_DAILY_BUDGET);
  estimate.mutable_per_day()->set_expected_liability_fen(2'320'000);
  estimate.mutable_per_day()->set_expected_cost_fen(580'000);
  estimate.set_orders_per_day(200);
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, "--open_rate", "40%", "--redemption_rate", "12.5%",
                   "--orders_per_day", "200"}),
            0)
      << err();
  const auto& request = campaigns_.estimate.requests.at(0);
  EXPECT_EQ(request.spec().recipe(0).count(), 50);
  EXPECT_EQ(request.open_rate_bp(), 4000);
  EXPECT_EQ(request.redemption_rate_bp(), 1250);
  EXPECT_EQ(request.orders_per_day(), 200);
  EXPECT_FALSE(request.has_new_friend_rate_bp());
  EXPECT_FALSE(request.has_orders_per_buyer());
  EXPECT_EQ(out(),
            "          liability at most  liability expected  cost expected  bounded by\n"
            "an order            ¥290.00             ¥116.00         ¥29.00  what the bags hold\n"
            "a day             ¥58000.00           ¥23200.00       ¥5800.00  the daily budget\n"
            "bag at most: 50 coupons worth ¥150.00 together, 5 free coffees worth ¥140.00 together\n"
            "day: 200 orders a day, as given\n");
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"max_liability_fen\": \"29000\""));
}

TEST_F(CampaignCommandsTest, TakesRatesInPercentAndCountsInWords) {
  campaigns_.estimate.response.mutable_worst_bag()->set_coupons(1);
  campaigns_.estimate.response.mutable_worst_bag()->set_free_coffees(1);
  campaigns_.estimate.response.set_orders_per_day(1);
  EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, "--open_rate", "0.07%", "--new_friend_rate", "100%"}), 0);
  EXPECT_EQ(campaigns_.estimate.requests.at(0).open_rate_bp(), 7);
  EXPECT_EQ(campaigns_.estimate.requests.at(0).new_friend_rate_bp(), 10'000);
  EXPECT_THAT(out(), HasSubstr("1 coupon worth ¥0.00 together, 1 free coffee worth ¥0.00 together\n"));
  EXPECT_THAT(out(), HasSubstr("day: 1 order a day, as given\n"));
  for (const char* rate : {"101%", "0.001%", "-1%", "%", "nan%", "40"}) {
    EXPECT_EQ(Fudai({"campaigns", "estimate", "--file", file_, absl::StrCat("--open_rate=", rate)}), 2) << rate;
    EXPECT_THAT(err(), HasSubstr("is no rate; write 0% to 100%, with at most two decimals")) << rate;
  }
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

TEST_F(CampaignCommandsTest, DeletesADraft) {
  admin::v1::Campaign& campaign = *campaigns_.deletion.response.mutable_campaign();
  campaign.set_campaign_id("summer");
  campaign.set_version(2);
  campaign.mutable_spec()->set_display_name("夏日福袋");
  EXPECT_EQ(Fudai({"campaigns", "delete", "summer", "--etag", "7", "--reason", "a mistake"}), 0) << err();
  EXPECT_EQ(out(), "campaign summer (夏日福袋), version 2, is deleted\n");
  EXPECT_EQ(campaigns_.deletion.requests.at(0).campaign_id(), "summer");
  EXPECT_EQ(campaigns_.deletion.requests.at(0).etag(), "7");
  EXPECT_EQ(campaigns_.deletion.requests.at(0).reason(), "a mistake");
  EXPECT_EQ(Fudai({"campaigns", "delete", "summer", "--json"}), 0);
  EXPECT_THAT(out(), HasSubstr("\"version\": 2"));
}

TEST_F(CampaignCommandsTest, ReviewsWhatTheReviewerHasSeen) {
  admin::v1::Campaign& campaign = *campaigns_.reject.response.mutable_campaign();
  campaign.set_campaign_id("summer");
  campaign.set_version(2);
  campaign.set_state(admin::v1::CAMPAIGN_STATE_IN_REVIEW);
  campaign.mutable_review()->set_state(admin::v1::CampaignReview::STATE_REQUESTED);
  campaign.mutable_review()->set_version(2);
  EXPECT_EQ(Fudai({"campaigns", "reject", "summer", "--version", "2", "--reason", "too dear"}), 0) << err();
  EXPECT_EQ(campaigns_.reject.requests.at(0).version(), 2);
  EXPECT_EQ(campaigns_.reject.requests.at(0).reason(), "too dear");
  EXPECT_EQ(out(), "campaign summer (), version 2 (review of 2 requested), is in_review\n");
  EXPECT_EQ(Fudai({"campaigns", "reject", "summer", "--version", "2"}), 2) << "a reason is required";
  EXPECT_EQ(Fudai({"campaigns", "approve", "summer"}), 2) << "a version is required";
}

TEST_F(CampaignCommandsTest, Copies) {
  EXPECT_EQ(Fudai({"campaigns", "copy", "summer", "autumn", "--version", "2", "--name", "秋"}), 0) << err();
  const auto& request = campaigns_.copy.requests.at(0);
  EXPECT_EQ(request.source_campaign_id(), "summer");
  EXPECT_EQ(request.campaign_id(), "autumn");
  EXPECT_EQ(request.source_version(), 2);
  EXPECT_EQ(request.display_name(), "秋");
  EXPECT_EQ(Fudai({"campaigns", "copy", "summer", "winter", "--name", ""}), 2);
  EXPECT_THAT(err(), HasSubstr("--name is \"\"; it should have 1 to 60 characters, or be left out"));
  EXPECT_EQ(campaigns_.copy.requests.size(), 1U);
}

TEST_F(CampaignCommandsTest, ListsAndComparesVersions) {
  admin::v1::CampaignVersion& version = *campaigns_.versions.response.add_versions();
  version.set_version(2);
  version.set_author("mei");
  version.set_reason("more lattes");
  EXPECT_EQ(Fudai({"campaigns", "versions", "summer"}), 0) << err();
  EXPECT_EQ(out(), "version  author  reason\n      2  mei     more lattes\n");

  campaigns_.compare.response.set_from_version(1);
  campaigns_.compare.response.set_to_version(2);
  EXPECT_EQ(Fudai({"campaigns", "compare", "summer"}), 0) << err();
  EXPECT_EQ(out(), "from version  1\nto version    2\nthey say the same\n");
  admin::v1::FieldChange& change = *campaigns_.compare.response.add_changes();
  change.set_kind(admin::v1::FieldChange::KIND_CHANGED);
  change.set_field("recipe[\"latte\"].count");
  change.set_before("50");
  change.set_after("60");
  EXPECT_EQ(Fudai({"campaigns", "compare", "summer", "--from", "1"}), 0) << err();
  EXPECT_EQ(campaigns_.compare.requests.at(1).from_version(), 1);
  EXPECT_EQ(out(),
            "from version  1\n"
            "to version    2\n"
            "changes\n"
            "  kind     field                  before  after\n"
            "  changed  recipe[\"latte\"].count      50     60\n");
}

TEST_F(CampaignCommandsTest, SaysWhereToSeeHowFarAnArchivingIs) {
  auto& archived = *campaigns_.archive.response.mutable_campaign();
  archived.set_campaign_id("summer");
  archived.set_state(admin::v1::CAMPAIGN_STATE_ARCHIVED);
  archived.mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_SWEEPING);
  EXPECT_EQ(Fudai({"campaigns", "archive", "summer"}), 0) << err();
  EXPECT_THAT(out(), HasSubstr("is archived"));
  EXPECT_THAT(err(), HasSubstr("from now on: fudai campaigns get summer says how far"));
  EXPECT_EQ(Fudai({"--rehearsal", "campaigns", "archive", "summer"}), 0) << err();
  EXPECT_THAT(err(), HasSubstr("fudai --rehearsal campaigns get summer says how far"));
  archived.mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_DONE);
  EXPECT_EQ(Fudai({"campaigns", "archive", "summer"}), 0);
  EXPECT_EQ(err(), "");
}

TEST_F(CampaignCommandsTest, ShowsHowFarASweepIsUntilItIsDone) {
  auto& archived = *campaigns_.archive.response.mutable_campaign();
  archived.set_campaign_id("summer");
  archived.set_state(admin::v1::CAMPAIGN_STATE_ARCHIVED);
  admin::v1::CampaignArchive& archive = *archived.mutable_archive();
  archive.set_phase(admin::v1::CampaignArchive::PHASE_WAITING_FOR_LEDGER);
  admin::v1::GetCampaignResponse now;
  *now.mutable_campaign() = archived;
  campaigns_.get.first.push_back(now);
  now.mutable_campaign()->mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_SWEEPING);
  now.mutable_campaign()->mutable_archive()->set_pass(1);
  now.mutable_campaign()->mutable_archive()->set_keys_looked_at(200);
  now.mutable_campaign()->mutable_archive()->set_keys_in_store(9000);
  now.mutable_campaign()->mutable_archive()->set_keys_deleted(7);
  campaigns_.get.first.push_back(now);
  now.mutable_campaign()->mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_DONE);
  campaigns_.get.response = now;
  EXPECT_EQ(Fudai({"campaigns", "archive", "summer", "--wait", "1h"}), 0);
  EXPECT_EQ(err(),
            "waiting until the ledger holds everything\n"
            "sweeping: pass 1, looked at 200 of about 9000 keys, deleted 7 so far\n"
            "swept: 7 keys and entries deleted\n");
  EXPECT_THAT(out(), HasSubstr("is archived"));
  EXPECT_EQ(campaigns_.get.requests.size(), 3U);
}

TEST_F(CampaignCommandsTest, WaitsForASweepNoLongerThanItMay) {
  auto& archived = *campaigns_.archive.response.mutable_campaign();
  archived.set_campaign_id("summer");
  archived.mutable_archive()->set_phase(admin::v1::CampaignArchive::PHASE_SWEEPING);
  EXPECT_EQ(Fudai({"campaigns", "archive", "summer", "--wait", "1ms"}), 1);
  EXPECT_THAT(err(), HasSubstr("the sweep of campaign summer goes on, and is not done after 1ms"));
  EXPECT_TRUE(campaigns_.get.requests.empty());
  EXPECT_EQ(Fudai({"campaigns", "archive", "summer", "--wait", "soon"}), 2);
  EXPECT_THAT(err(), HasSubstr("--wait is \"soon\""));
}

TEST_F(CampaignCommandsTest, HelpOfEndSaysThatItIsTheKillSwitch) {
  EXPECT_EQ(Fudai({"campaigns", "end", "--help"}), 0);
  EXPECT_THAT(out(), HasSubstr("kill switch"));
}

TEST_F(CampaignCommandsTest, ListsWithTheNextPage) {
  for (const char* id : {"summer", "autumn"}) campaigns_.list.response.add_campaigns()->set_campaign_id(id);
  campaigns_.list.response.set_next_page_token("t2");
  EXPECT_EQ(Fudai({"campaigns", "list", "--page_size", "2", "--filter", "state=ACTIVE", "--order_by", "update_time"}),
            0);
  EXPECT_EQ(campaigns_.list.requests.at(0).filter(), "state=ACTIVE");
  EXPECT_EQ(campaigns_.list.requests.at(0).order_by(), "update_time");
  EXPECT_EQ(campaigns_.list.requests.at(0).page_size(), 2);
  EXPECT_EQ(out(), "campaign id  version\nsummer             0\nautumn             0\nmore: --page_token t2\n");
}

}  // namespace
}  // namespace fudai::ctl
