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
