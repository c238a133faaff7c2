// Clients that are not ours call the real servers over HTTP: curl, and Connect's own client on Node.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "tests/harness/acts.h"
#include "tests/harness/process.h"
#include "tests/harness/stack.h"

namespace fudai::gateway {
namespace {

using harness::CampaignAt;
using harness::Ending;
using harness::Order;
using harness::RunToEnd;
using harness::Stack;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kScript[] = FUDAI_ROOT "/tests/gateway/connect.mjs";
constexpr char kPackage[] = FUDAI_ROOT "/tests/tools/node_modules/@connectrpc/connect-node/package.json";
constexpr char kBags[] = "/fudai.campaign.v1.LuckyBagService/";

bool HasProgram(const char* name) { return RunToEnd({name, "--version"}).exit_status == 0; }

class ClientsTest : public ::testing::Test {
 protected:
  ClientsTest() { stack_.Publish("gateway", CampaignAt("shop-g")); }

  // Calls a method of the lucky bags, with more arguments for curl; its answer's body, and behind it its status.
  std::string Curl(const std::string& method, const std::string& json, const std::vector<std::string>& more = {}) {
    std::vector<std::string> command = {"curl",
                                        "-sS",
                                        "-w",
                                        " %{http_code}",
                                        "-H",
                                        "Content-Type: application/json",
                                        "-H",
                                        absl::StrCat("Fudai-Time-Ms: ", absl::ToUnixMillis(harness::Noon())),
                                        "-H",
                                        absl::StrCat("Authorization: ", stack_.App("g-friend").authorization()),
                                        "-d",
                                        json,
                                        absl::StrCat(Stack::HttpUrl(stack_.campaign()), kBags, method)};
    command.insert(command.end(), more.begin(), more.end());
    const Ending ending = RunToEnd(std::move(command));
    EXPECT_EQ(ending.exit_status, 0) << ending.error;
    return ending.output;
  }

  Stack stack_{{.http = true}};
};

TEST_F(ClientsTest, CurlOpensABag) {
  if (!HasProgram("curl")) GTEST_SKIP() << "curl is not installed: deploy/setup test";
  const std::string share_code = GiveBag(stack_, Order("g1", "g-sharer", "shop-g")).share_code();
  const std::string json = absl::StrCat(R"({"shareCode": ")", share_code, R"("})");
  EXPECT_THAT(Curl("OpenBag", json), AllOf(HasSubstr(R"("outcome":"OUTCOME_OPENED")"), HasSubstr(R"("newUser":true)"),
                                           ::testing::EndsWith(" 200")));
  EXPECT_THAT(Curl("OpenBag", json, {"--compressed"}), HasSubstr("OUTCOME_ALREADY_OPENED"));
  EXPECT_THAT(Curl("OpenBag", R"({"shareCode": "forged"})"),
              AllOf(StartsWith(R"({"code":"not_found","message":")"), ::testing::EndsWith(" 404")));
  EXPECT_EQ(Curl("OpenBag", R"({"sharecode": "x"})"),
            R"({"code":"invalid_argument","message":"sharecode: no such field; did you mean \"share_code\"?"} 400)");
  EXPECT_THAT(Curl("OpenBags", "{}"), AllOf(HasSubstr(R"("code":"unimplemented")"), ::testing::EndsWith(" 404")));
  EXPECT_THAT(Curl("OpenBag", json, {"-X", "GET"}), ::testing::EndsWith(" 405"));
}

TEST_F(ClientsTest, ConnectsOwnClientDoesItAll) {
  if (!HasProgram("node")) GTEST_SKIP() << "node is not installed: deploy/setup test";
  if (!std::ifstream(kPackage).good()) GTEST_SKIP() << kPackage << " is not there: deploy/setup test";
  const std::string share_code = GiveBag(stack_, Order("g2", "g-sharer", "shop-g")).share_code();
  const Ending ending = RunToEnd({"node", kScript, Stack::HttpUrl(stack_.campaign()), Stack::HttpUrl(stack_.admin()),
                                  stack_.App("g-sharer").authorization(), stack_.App("g-friend").authorization(),
                                  stack_.Marketer().authorization(), share_code,
                                  absl::StrCat(absl::ToUnixMillis(harness::Noon())), stack_.folder().File("protos")});
  EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
  EXPECT_THAT(ending.output, ::testing::EndsWith("all is as it should be, in JSON and in binary\n"));
}

}  // namespace
}  // namespace fudai::gateway
