#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CampaignFileTest : public CommandTest {
 protected:
  CampaignFileTest() {
    admin::v1::Campaign& campaign = *campaigns_.get.response.mutable_campaign();
    campaign.set_campaign_id("summer");
    campaign.set_etag("7\"x");
    campaign.mutable_spec()->set_display_name("夏日福袋");
    campaign.mutable_spec()->mutable_budget()->set_total_fen(1'000'000'000'000'000);
    campaign.mutable_spec()->mutable_bag_life()->set_seconds(604'800);
    campaign.mutable_spec()->add_templates()->mutable_free_item();
  }

  const std::string file_ = Path("campaign.json");
};

TEST_F(CampaignFileTest, GoesToUpdateWithTheEtagThatItWasReadAt) {
  EXPECT_EQ(Fudai({"campaigns", "file", "summer", "--out", file_}), 0) << err();
  EXPECT_EQ(Fudai({"--rehearsal", "campaigns", "file", "summer"}), 0) << err();
  EXPECT_EQ(out(), ReadFile(file_));
  EXPECT_THAT(out(), testing::StartsWith("{\n \"etag\": \"7\\\"x\",\n \"display_name\": \"夏日福袋\",\n"));
  campaigns_.get.requests.clear();
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--reason", "more lattes"}), 0) << err();
  const auto& request = campaigns_.update.requests.at(0);
  EXPECT_EQ(request.etag(), "7\"x");
  EXPECT_EQ(request.spec().SerializeAsString(), campaigns_.get.response.campaign().spec().SerializeAsString());
  EXPECT_EQ(request.reason(), "more lattes");
  EXPECT_FALSE(request.request_id().empty());
  EXPECT_THAT(campaigns_.get.requests, IsEmpty());
}

TEST_F(CampaignFileTest, GoesToCreateAndValidateAsItIs) {
  EXPECT_EQ(Fudai({"campaigns", "file", "summer", "--out", file_}), 0) << err();
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_}), 0) << err();
  EXPECT_EQ(Fudai({"campaigns", "create", "autumn", "--file", file_}), 0) << err();
  EXPECT_EQ(campaigns_.create.requests.at(0).spec().display_name(), "夏日福袋");
}

TEST_F(CampaignFileTest, OfNoKnownStateIsRefusedUnlessForced) {
  WriteFile(file_, R"({"display_name": "夏日福袋"})");
  EXPECT_EQ(Fudai({"--rehearsal", "campaigns", "update", "summer", "--file", file_}), 2);
  EXPECT_THAT(err(), HasSubstr("does not say from which state of summer it was made; edit the file that 'fudai "
                               "--rehearsal campaigns file summer --out FILE' writes"));
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--force", "yes"}), 2);
  EXPECT_THAT(err(), HasSubstr("--force: \"yes\" is neither true nor false"));
  EXPECT_THAT(campaigns_.update.requests, IsEmpty());

  admin::v1::Campaign& campaign = *campaigns_.update.response.mutable_campaign();
  campaign.set_campaign_id("summer");
  campaign.set_version(3);
  campaign.set_published_version(2);
  campaign.set_state(admin::v1::CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--force", "true"}), 0) << err();
  EXPECT_EQ(out(), "campaign summer (), version 3 (2 in effect), is active\n");
  EXPECT_EQ(campaigns_.update.requests.at(0).etag(), "7\"x");
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--etag", "5"}), 0) << err();
  EXPECT_EQ(campaigns_.update.requests.at(1).etag(), "5");
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--etag", "5", "--force", "true"}), 2);
  EXPECT_THAT(err(), HasSubstr("drop --force to edit the campaign only as it was at that etag, or --etag to write"));
  EXPECT_EQ(campaigns_.update.requests.size(), 2U);
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_, "--etag", "5", "--force", "false"}), 0) << err();
}

TEST_F(CampaignFileTest, SaysWhereAFileIsWrong) {
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
  for (const char* blank : {"", "\n", "{\n", "{ \"growth\": {\n\n"})
    EXPECT_THAT(error_of(blank), AllOf(HasSubstr(file_), Not(HasSubstr("Near: \n")), Not(HasSubstr("Near:\n"))));
  EXPECT_EQ(Fudai({"campaigns", "validate", "--file", "/nowhere.json"}), 1);
  EXPECT_EQ(err(), "fudai campaigns validate: --file: cannot read /nowhere.json: No such file or directory\n");
  EXPECT_THAT(campaigns_.validate.requests, IsEmpty());
}

TEST_F(CampaignFileTest, SaysWhatWouldBeRight) {
  const auto mistake_in = [this](const std::string& text) {
    WriteFile(file_, text);
    EXPECT_EQ(Fudai({"campaigns", "validate", "--file", file_}), 1) << text;
    const std::string prefix = absl::StrCat("fudai campaigns validate: --file: ", file_, ": ");
    EXPECT_THAT(err(), testing::StartsWith(prefix));
    return err().substr(prefix.size());
  };
  EXPECT_EQ(mistake_in(R"({"etag": "7", "strat_time": "x"})"),
            "strat_time: no such field; did you mean \"start_time\"?\n");
  EXPECT_EQ(mistake_in(R"({"growth": {"carry_over": "keep"}})"),
            "growth.carry_over: \"keep\" is none of \"CARRY_OVER_KEEP\", \"CARRY_OVER_DISCARD\"\n");
  EXPECT_EQ(mistake_in(R"({"end_time": "2026-11-01"})"),
            "end_time: \"2026-11-01\" is no moment; write it in RFC 3339, such as \"2026-11-01T00:00:00+08:00\"\n");
  EXPECT_EQ(mistake_in(R"({"bag_life": "7d"})"),
            "bag_life: \"7d\" is no duration; write it in seconds, such as \"604800s\" for 7 days\n");
  EXPECT_EQ(mistake_in(R"({"recipe": [{"count": 1}, {"count": 1.5}]})"),
            "recipe[1].count: 1.5 is no whole number of 32 bits\n");
  EXPECT_EQ(mistake_in(R"({"budget": {"total_fen": "much"}})"),
            "budget.total_fen: \"much\" is no whole number of 64 bits\n");
  EXPECT_EQ(mistake_in(R"({"budget": 5})"), "budget: 5 should be an object: { … }\n");
  EXPECT_EQ(mistake_in(R"({"templates": [{"freeItem": {}, "free_delivery": {}}]})"),
            "templates[0].free_delivery: there is freeItem already, and only one of the two can be\n");
  EXPECT_EQ(mistake_in(R"({"templates": {}})"), "templates: {} should be a list: [ … ]\n");
  EXPECT_EQ(mistake_in(R"({"recipe": [null]})"), "recipe[0]: null should be an object: { … }\n");
  EXPECT_EQ(mistake_in(R"({"display_name": ["a"]})"), "display_name: [\"a\"] should be one value, not a list\n");
  EXPECT_EQ(mistake_in("{\"etag\": \"7\",\n\"display_name\": \"a\",\n\"display_name\": \"b\"}"),
            "display_name: is in line 2 and again in line 3; keep one of them\n");
  EXPECT_EQ(mistake_in(R"({"display_name": "a", "displayName": "b"})"),
            "displayName: is there as display_name too; keep one of them\n");
  for (const char* blank : {"", " \n", "\xEF\xBB\xBF"})
    EXPECT_EQ(mistake_in(blank), "is empty; it should be a JSON object: { … }\n");
  EXPECT_EQ(mistake_in("[]"), "begins with \"[\"; it should be a JSON object in UTF-8: { … }\n");
  EXPECT_EQ(mistake_in("\xFF\xFE{"), "begins with \"\\xff\"; it should be a JSON object in UTF-8: { … }\n");
}

TEST_F(CampaignFileTest, MayBeginWithAByteOrderMark) {
  WriteFile(file_, "\xEF\xBB\xBF{\"etag\": \"7\", \"budget\": {\"total_fen\": 9007199254740993}}");
  EXPECT_EQ(Fudai({"campaigns", "update", "summer", "--file", file_}), 0) << err();
  EXPECT_EQ(campaigns_.update.requests.at(0).etag(), "7");
  EXPECT_EQ(campaigns_.update.requests.at(0).spec().budget().total_fen(), 9007199254740993);
}

}  // namespace
}  // namespace fudai::ctl
