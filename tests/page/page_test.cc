// What marketers do with the page, in Chromium, against the real servers: runs the scripts beside this file.
// Screenshots of every page stay in the folder that FUDAI_SCREENSHOTS names, if it is set.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/people.grpc.pb.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"
#include "tests/harness/process.h"
#include "tests/harness/stack.h"

namespace fudai::page {
namespace {

using google::protobuf::util::TimeUtil;
using harness::Ending;
using harness::Process;
using harness::RunToEnd;

constexpr char kFolder[] = FUDAI_ROOT "/tests/page";
constexpr int kHoldoutPermille = 150;
constexpr char kPassword[] = "a page's own password";
constexpr absl::Duration kLimit = absl::Minutes(12);
constexpr absl::Duration kStepLimit = absl::Minutes(2);

campaign::v1::CampaignSpec RunningCampaign() {
  std::ostringstream text;
  text << std::ifstream(FUDAI_ROOT "/deploy/sample-campaign.json").rdbuf();
  campaign::v1::CampaignSpec spec;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text.str(), &spec).ok());
  const int64_t now = absl::ToUnixSeconds(absl::Now());
  *spec.mutable_start_time() = TimeUtil::SecondsToTimestamp(now - 3 * 86'400);
  *spec.mutable_end_time() = TimeUtil::SecondsToTimestamp(now + 30 * 86'400);
  // Some of the day's customers, and too few of them for a verdict.
  spec.set_holdout_permille(kHoldoutPermille);
  return spec;
}

class PageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string modules = absl::StrCat(kFolder, "/node_modules/playwright-core");
    if (!std::filesystem::exists(modules) || RunToEnd({"chromium", "--version"}).exit_status != 0)
      GTEST_SKIP() << "Chromium or playwright-core is not installed: deploy/setup test";
    stack_.Publish("autumn", RunningCampaign());
    admin::v1::CreatePersonRequest owner;
    owner.set_name("mei");
    owner.set_role(admin::v1::ROLE_OWNER);
    owner.set_password(kPassword);
    const auto created =
        stack_.AdminCaller(auth::Role::kOwner).CallUntilKnown(&admin::v1::PeopleService::Stub::CreatePerson, owner);
    ASSERT_TRUE(created.ok()) << created.status();
    const Ending day = stack_.Replay(ReplayFlags({"--day_orders=300", "--day_customers=120"}));
    ASSERT_EQ(day.exit_status, 0) << day.output << day.error;
  }

  // A day that lies behind.
  static std::vector<std::string> ReplayFlags(std::vector<std::string> more) {
    const absl::Time yesterday = absl::Now() - absl::Hours(24);
    more.push_back("--campaign=autumn");
    more.push_back(absl::StrCat("--day=", absl::FormatTime("%Y-%m-%d", yesterday, absl::UTCTimeZone())));
    return more;
  }

  // A command of tests/page with the settings of browser.js.
  std::vector<std::string> Command(const std::vector<std::string>& command) {
    const std::string stir = absl::StrCat("'", absl::StrJoin(stack_.ReplayCommand(ReplayFlags({"--limit=5"})), "' '"),
                                          "' --seed=$$ || true");
    std::vector<std::string> words = {"env",
                                      absl::StrCat("--chdir=", kFolder),
                                      absl::StrCat("FUDAI_PAGE=", harness::Stack::HttpUrl(stack_.admin())),
                                      "FUDAI_USER=mei",
                                      absl::StrCat("FUDAI_PASSWORD=", kPassword),
                                      "FUDAI_CAMPAIGN=autumn",
                                      absl::StrCat("FUDAI_STIR=", stir)};
    words.insert(words.end(), command.begin(), command.end());
    return words;
  }

  // Runs it to its end, and hands on what its tests tell beside their verdicts, such as how fast something was.
  Ending Run(const std::vector<std::string>& command) {
    Ending ending = RunToEnd(Command(command), kLimit);
    for (absl::string_view line : absl::StrSplit(ending.output, '\n')) {
      line = absl::StripAsciiWhitespace(line);
      if (absl::StartsWith(line, "# ") && !absl::StartsWith(line, "# Subtest")) std::cout << line << "\n";
    }
    return ending;
  }

  harness::Stack stack_{{.rehearsal = true, .http = true}};
};

TEST_F(PageTest, DoesWhatMarketersNeed) {
  const Ending ending = Run({"node", "--test", "--test-concurrency=1", "page.test.js", "growth.test.js",
                             "money.test.js", "customers.test.js", "coffee.test.js", "sharers.test.js",
                             "places.test.js", "comparison.test.js", "ledger.test.js"});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

TEST_F(PageTest, EditsEveryFieldOfACampaign) {
  const Ending ending = Run({"node", "--test", "editor.test.js"});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

TEST_F(PageTest, RehearsesACampaign) {
  const Ending ending = Run({"node", "--test", "rehearsal.test.js"});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

TEST_F(PageTest, ExplainsWhatGoesWrong) {
  const Ending ending = Run({"node", "--test", "mishaps.test.js"});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

TEST_F(PageTest, GoesOnAfterTheServerHasStartedAgain) {
  const std::string url = harness::Stack::HttpUrl(stack_.admin());
  Process script(Command({"node", "restart.test.js"}), stack_.folder().File("restart.log"));
  ASSERT_TRUE(script.AwaitLine("the page is live", kStepLimit).ok()) << script.output() << script.ErrorText();
  stack_.admin().Kill();
  EXPECT_TRUE(script.AwaitLine("the page is stale", kStepLimit).ok()) << script.output();
  stack_.admin().Start({absl::StrCat("--http_listen=", absl::StripPrefix(url, "http://"))});
  EXPECT_EQ(script.AwaitExit(kStepLimit), 0) << script.output() << script.ErrorText();
}

TEST_F(PageTest, ShutsNobodyOut) {
  const Ending ending = Run({"node", "--test", "axe.test.js"});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

TEST_F(PageTest, KeepsScreenshots) {
  const char* folder = std::getenv("FUDAI_SCREENSHOTS");
  if (folder == nullptr) GTEST_SKIP() << "FUDAI_SCREENSHOTS names no folder for screenshots";
  const Ending ending = Run({"node", "screenshots.js", std::filesystem::absolute(folder).string()});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
}

}  // namespace
}  // namespace fudai::page
