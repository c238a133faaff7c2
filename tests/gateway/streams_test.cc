// Many streams over HTTP at once, on a real server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <iterator>
#include <list>
#include <optional>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/gateway/connect_envelope.h"
#include "common/gateway/testing/wire.h"
#include "tests/harness/acts.h"
#include "tests/harness/stack.h"

namespace fudai::gateway {
namespace {

using harness::CampaignAt;
using harness::Stack;
using testsupport::Wire;

constexpr int kStreams = 1000;
constexpr int kStreamsPerUser = 10;

// A figure of a process, such as "Threads" or "VmRSS" (in kB).
int ReadFigure(pid_t pid, const std::string& name) {
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  std::string word;
  while (status >> word && word != absl::StrCat(name, ":")) {
  }
  int figure = -1;
  status >> figure;
  return figure;
}

// Both ends of a stream take a descriptor; the server inherits the bound.
void AllowManyFiles() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

class StreamsTest : public ::testing::Test {
 protected:
  StreamsTest() {
    AllowManyFiles();
    stack_.emplace(harness::StackOptions{.http = true});
    stack_->Publish("streams", CampaignAt("shop-s"));
    url_ = Stack::HttpUrl(stack_->campaign());
  }

  // Opens a stream of a user's cup, and waits for its first message.
  void Watch(const std::string& user) {
    Wire& wire = wires_.emplace_back(url_);
    wire.Send({.target = "/fudai.campaign.v1.GrowthCoffeeService/WatchCup",
               .body = WriteEnvelope({0, R"({"campaignId": "streams"})"}),
               .headers = {"Content-Type: application/connect+json",
                           absl::StrCat("Authorization: ", stack_->App(user).authorization()),
                           absl::StrCat("Fudai-Time-Ms: ", absl::ToUnixMillis(harness::Noon()))}});
    EXPECT_NE(AwaitText(&wire, "\"campaignId\":\"streams\""), "");
  }

  // Reads until `text` has come; empty if it does not.
  static std::string AwaitText(Wire* wire, const std::string& text) {
    std::string seen;
    while (!absl::StrContains(seen, text)) {
      const std::string more = wire->ReadSome();
      if (more.empty()) return "";
      seen += more;
    }
    return seen;
  }

  std::optional<Stack> stack_;
  std::string url_;
  std::list<Wire> wires_;
};

TEST_F(StreamsTest, TakeNoThreadEach) {
  Watch("warm");
  const pid_t pid = stack_->campaign().process().pid();
  const int threads = ReadFigure(pid, "Threads");
  const int resident = ReadFigure(pid, "VmRSS");
  for (int i = 0; i < kStreams; ++i) Watch(absl::StrCat("s-", i / kStreamsPerUser));
  EXPECT_LE(ReadFigure(pid, "Threads"), threads + 4) << "gRPC may still have been starting its own";
  RecordProperty("kilobytes_per_stream", (ReadFigure(pid, "VmRSS") - resident) / kStreams);
  // Every one of them is alive: each sharer's friend opens a bag, and the sharer's streams show it.
  const std::string share_code = GiveBag(*stack_, harness::Order("s1", "s-0", "shop-s")).share_code();
  ASSERT_TRUE(harness::OpenBag(*stack_, "s-friend", share_code).ok());
  auto wire = std::next(wires_.begin());
  for (int i = 0; i < kStreamsPerUser; ++i, ++wire) EXPECT_NE(AwaitText(&*wire, "totalDrops"), "");
}

TEST_F(StreamsTest, EndWithTheServer) {
  for (int i = 0; i < 20; ++i) Watch(absl::StrCat("e-", i));
  std::thread ending([this] { EXPECT_EQ(stack_->campaign().Terminate(), 0); });
  for (Wire& wire : wires_) EXPECT_NE(AwaitText(&wire, R"({"error":{"code":"unavailable")"), "");
  wires_.clear();
  ending.join();
}

}  // namespace
}  // namespace fudai::gateway
