#include "common/partition/rehearsal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/partition/virtual_time.h"
#include "common/testing/redis_server.h"

namespace fudai::partition {
namespace {

using async::RunTask;
using ::testing::HasSubstr;

constexpr char kToken[] = "g1~rehearsal";
const absl::Time kNoon = absl::FromUnixSeconds(1779249600);

class RehearsalTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testsupport::RedisServer; }
  static void TearDownTestSuite() { delete server_; }
  void SetUp() override { server_->Reset(); }

  redis::Reply Ask(std::vector<std::string> words) {
    const auto ask = [](redis::Client* client,
                        std::vector<std::string> w) -> async::Task<absl::StatusOr<redis::Reply>> {
      redis::Pending pending = client->Command(w.front(), {}, {w.begin() + 1, w.end()});
      co_return co_await pending;
    };
    absl::StatusOr<redis::Reply> reply = RunTask(loop_, ask(&production_, std::move(words)));
    EXPECT_TRUE(reply.ok()) << reply.status();
    return *std::move(reply);
  }
  absl::Status Begin(int64_t epoch) {
    return RunTask(loop_, BeginRehearsal(&rehearsal_, kToken, {.epoch = epoch, .now = kNoon, .database = "rows"}));
  }
  // Every key of the Redis, with its value.
  std::map<std::string, std::string> Dump() {
    std::map<std::string, std::string> dump;
    const redis::Reply keys = Ask({"KEYS", "*"});
    for (size_t i = 0; i < keys.size(); ++i) {
      const std::string key(keys[i].string());
      dump[key] = std::string(Ask({"DUMP", key}).string());
    }
    return dump;
  }

  static testsupport::RedisServer* server_;
  async::Loop loop_;
  redis::Client production_{&loop_, server_->options()};
  redis::Client rehearsal_{&loop_, RehearsalOptions(server_->options())};
};
testsupport::RedisServer* RehearsalTest::server_ = nullptr;

TEST_F(RehearsalTest, BeginsAndGoesAndLeavesProductionAsItWas) {
  ASSERT_EQ(RunTask(loop_, InitializeStore(&production_, "g1")), absl::OkStatus());
  Ask({"SET", "rehearsals", "production's own"});
  const auto before = Dump();
  EXPECT_EQ(RehearsalToken("g1"), kToken);
  ASSERT_EQ(Begin(7), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, VerifyStore(&rehearsal_, kToken)), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, VerifyStore(&production_, "g1")), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, ReadCatalogue(&rehearsal_, kToken))->version.epoch, 7);
  for (int i = 0; i < 3000; ++i) Ask({"SET", "rehearsal:" + std::string(Tag(i % kCount)) + std::to_string(i), "x"});
  for (const auto& [key, value] : Dump()) EXPECT_TRUE(before.count(key) > 0 || absl::StartsWith(key, "rehearsal:"));

  EXPECT_EQ(*RunTask(loop_, CountRehearsalKeys(&rehearsal_)), kCount + 3 + 3000);
  EXPECT_EQ(*RunTask(loop_, RemoveRehearsal(&rehearsal_)), kCount + 3 + 3000);
  EXPECT_EQ(*RunTask(loop_, RemoveRehearsal(&rehearsal_)), 0);
  EXPECT_EQ(Dump(), before);
}

TEST_F(RehearsalTest, TheClockMovesForwardsOnly) {
  EXPECT_EQ(RunTask(loop_, ReadVirtualTime(&rehearsal_)).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(RunTask(loop_, MoveVirtualTime(&rehearsal_, kToken, kNoon)).status().code(),
            absl::StatusCode::kUnavailable);
  ASSERT_EQ(Begin(1), absl::OkStatus());
  EXPECT_EQ(*RunTask(loop_, ReadVirtualTime(&rehearsal_)), kNoon);
  const absl::Time later = kNoon + absl::Hours(30);
  for (int again = 0; again < 2; ++again)
    EXPECT_EQ(*RunTask(loop_, MoveVirtualTime(&rehearsal_, kToken, later)), later);
  const absl::Status back =
      RunTask(loop_, MoveVirtualTime(&rehearsal_, kToken, later - absl::Milliseconds(1))).status();
  EXPECT_EQ(back.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(back.message()), HasSubstr("it shows 2026-05-21T10:00:00+00:00"));
  EXPECT_EQ(*RunTask(loop_, ReadVirtualTime(&rehearsal_)), later);
}

}  // namespace
}  // namespace fudai::partition
