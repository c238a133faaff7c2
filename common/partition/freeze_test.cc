#include "common/partition/freeze.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/partition/partition.h"
#include "common/partition/store.h"
#include "common/redis/failures.h"
#include "common/testing/redis_server.h"

namespace fudai::partition {
namespace {

using async::RunTask;
using ::testing::HasSubstr;

constexpr int kFrozen = 17, kOther = 18;

class FreezeTest : public testing::Test {
 protected:
  FreezeTest() {
    server_.Reset();
    EXPECT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
    for (const int partition : {kFrozen, kOther}) {
      Command({"XADD", EventsKey(partition), "1-0", "e", "first"});
      Command({"HSET", HeaderKey(partition), "ev", "1"});
    }
  }

  redis::Reply Command(std::vector<std::string> words) {
    return *RunTask(loop_,
                    [](redis::Client* client, std::vector<std::string> w) -> async::Task<absl::StatusOr<redis::Reply>> {
                      redis::Pending pending = client->Command(w.front(), {}, {w.begin() + 1, w.end()});
                      co_return co_await pending;
                    }(&client_, std::move(words)));
  }
  absl::Status Await(redis::Pending pending) {
    return RunTask(loop_,
                   [](redis::Pending p) -> async::Task<absl::Status> { co_return (co_await p).status(); }(pending));
  }
  absl::Status Freeze(const std::string& why, const std::string& token = "g1") {
    return RunTask(loop_, partition::Freeze(&client_, {token, kFrozen, why}));
  }
  absl::Status Thaw(const std::string& why, const std::string& token = "g1") {
    return RunTask(loop_, partition::Thaw(&client_, {token, kFrozen, why}));
  }
  absl::Status Read(int partition) { return Await(ReadEvents(&client_, "g1", partition, {0, 10})); }
  absl::Status Pass(int partition) { return Await(Advance(&client_, "g1", partition, Consumer::kRelay, 1)); }
  bool IsFrozen() { return Command({"HEXISTS", HeaderKey(kFrozen), "frozen"}).integer() == 1; }

  static inline testsupport::RedisServer server_;
  async::Loop loop_;
  redis::Client client_{&loop_, server_.options()};
};

TEST_F(FreezeTest, RefusesWhatConcernsThePartitionAndChangesNothing) {
  ASSERT_EQ(Freeze("to node 2"), absl::OkStatus());
  for (const absl::Status& refused : {Read(kFrozen), Pass(kFrozen)}) {
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(refused.message(), "partition 17 is being moved: to node 2");
    EXPECT_TRUE(redis::TellsOfAMove(refused));
  }
  EXPECT_TRUE(Command({"HGET", HeaderKey(kFrozen), "relay"}).is_nil());
  EXPECT_EQ(Read(kOther), absl::OkStatus());
  EXPECT_EQ(Pass(kOther), absl::OkStatus());
}

TEST_F(FreezeTest, GoesOnWhereItWas) {
  ASSERT_EQ(Freeze("to node 2"), absl::OkStatus());
  ASSERT_EQ(Thaw("to node 2"), absl::OkStatus());
  EXPECT_EQ(Pass(kFrozen), absl::OkStatus());
  EXPECT_EQ(Command({"HGET", HeaderKey(kFrozen), "relay"}).integer(), 1);
  EXPECT_EQ(Command({"HGET", HeaderKey(kFrozen), "ev"}).integer(), 1);
}

TEST_F(FreezeTest, BothMayBeRepeated) {
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(Freeze("to node 2"), absl::OkStatus());
    EXPECT_TRUE(IsFrozen());
  }
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(Thaw("to node 2"), absl::OkStatus());
    EXPECT_FALSE(IsFrozen());
  }
}

TEST_F(FreezeTest, OnlyWhoeverFrozeItThawsIt) {
  ASSERT_EQ(Freeze("to node 2"), absl::OkStatus());
  const absl::Status taken = Freeze("to node 3"), kept = Thaw("to node 3");
  EXPECT_EQ(taken.code(), absl::StatusCode::kAborted);
  EXPECT_THAT(std::string(taken.message()), HasSubstr("frozen already: partition 17 is being moved: to node 2"));
  EXPECT_EQ(kept.code(), absl::StatusCode::kAborted);
  EXPECT_TRUE(IsFrozen());
}

TEST_F(FreezeTest, TouchesNoOtherStore) {
  EXPECT_EQ(Freeze("to node 2", "g2").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(IsFrozen());
  ASSERT_EQ(Freeze("to node 2"), absl::OkStatus());
  EXPECT_EQ(Thaw("to node 2", "g2").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(IsFrozen());
}

}  // namespace
}  // namespace fudai::partition
