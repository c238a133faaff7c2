#include "services/campaign/relay/relay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/partition/freeze.h"
#include "common/partition/partition.h"
#include "common/testing/redis_server.h"
#include "services/campaign/contracts/fake_coupon_crediter.h"

namespace fudai::relay {
namespace {

using async::RunTask;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Opened(const std::string& bag, int index) {
  event::v1::Event event;
  event.mutable_bag_opened()->set_bag_id(bag);
  event.mutable_bag_opened()->set_index(index);
  event.mutable_bag_opened()->set_opener_id("friend");
  return event.SerializeAsString();
}

class RelayTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testsupport::RedisServer; }
  static void TearDownTestSuite() { delete server_; }
  void SetUp() override {
    server_->Reset();
    ASSERT_EQ(RunTask(loop_, partition::InitializeStore(&client_, "g1")), absl::OkStatus());
  }

  absl::StatusOr<redis::Reply> Do(std::vector<std::string> words) {
    return RunTask(loop_,
                   [](redis::Client* client, std::vector<std::string> w) -> async::Task<absl::StatusOr<redis::Reply>> {
                     redis::Pending pending = client->Command(w.front(), {}, {w.begin() + 1, w.end()});
                     co_return co_await pending;
                   }(&client_, std::move(words)));
  }
  void AddEvent(int partition, const std::string& payload) {
    const auto number = Do({"HINCRBY", partition::HeaderKey(partition), "ev", "1"});
    ASSERT_TRUE(
        Do({"XADD", partition::EventsKey(partition), std::to_string(number->integer()) + "-0", "e", payload}).ok());
  }
  int64_t Relayed(int partition) { return Do({"HGET", partition::HeaderKey(partition), "relay"})->integer(); }

  void RunOnce() {
    RunTask(loop_, [](Relay* relay) -> async::Task<bool> {
      bool begun = false;
      const auto ended = [&begun] { return std::exchange(begun, true); };
      co_await relay->Run(absl::Hours(24), ended);
      co_return true;
    }(&relay_));
  }
  double Frozen() { return metrics_.Gauge({.name = "fudai_frozen_partitions"}).Value(); }
  double Failing() { return metrics_.Gauge({.name = "fudai_relay_failing"}).Value(); }

  static testsupport::RedisServer* server_;
  async::Loop loop_;
  redis::Client client_{&loop_, server_->options()};
  contracts::FakeCouponCrediter crediter_;
  metrics::Metrics metrics_;
  Relay relay_{contracts::StoreAccess(&client_, "g1"), &crediter_, &metrics_};
};
testsupport::RedisServer* RelayTest::server_ = nullptr;

TEST_F(RelayTest, CreditsEveryOpenOnceAndNotesHowFarItCame) {
  for (int i = 0; i < 300; ++i) AddEvent(7, Opened("07aa", i));
  AddEvent(7, event::v1::Event().SerializeAsString());
  AddEvent(200, Opened("c8bb", 0));
  while (*RunTask(loop_, relay_.Pass()) > 0) {
  }
  EXPECT_EQ(crediter_.credits().size(), 301u);
  EXPECT_TRUE(crediter_.credits().contains("07aa-299"));
  EXPECT_EQ(crediter_.credits().at("c8bb-0").owner_id, "friend");
  EXPECT_EQ(Relayed(7), 301);
  EXPECT_EQ(Relayed(200), 1);
}

TEST_F(RelayTest, DoesNotPassAnOpenThatItCouldNotCredit) {
  AddEvent(7, Opened("07aa", 0));
  crediter_.FailWith(absl::UnavailableError("Redis is away"));
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Relayed(7), 0);
  crediter_.FailWith(absl::OkStatus());
  EXPECT_EQ(*RunTask(loop_, relay_.Pass()), 1);
  EXPECT_EQ(Relayed(7), 1);
  EXPECT_EQ(crediter_.credits().size(), 1u);
}

TEST_F(RelayTest, StopsAtAnEventThatItCannotRead) {
  AddEvent(7, "\xff\xff not an event");
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Relayed(7), 0);
}

TEST_F(RelayTest, SaysWhichEventIsGoneFromTheStream) {
  AddEvent(7, Opened("07aa", 0));
  ASSERT_EQ(*RunTask(loop_, relay_.Pass()), 1);
  AddEvent(7, Opened("07aa", 1));
  AddEvent(200, Opened("c8bb", 0));
  ASSERT_TRUE(Do({"DEL", partition::EventsKey(7)}).ok());
  const absl::Status lost = RunTask(loop_, relay_.Pass()).status();
  EXPECT_EQ(lost.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(lost.message()),
              AllOf(HasSubstr("partition 7: event 2 should follow"), HasSubstr("restore Redis")));
  EXPECT_EQ(Relayed(7), 1);
  EXPECT_EQ(Relayed(200), 1);
}

TEST_F(RelayTest, ShowsThatItFailsUntilItGoesOn) {
  AddEvent(7, Opened("07aa", 0));
  crediter_.FailWith(absl::UnavailableError("Redis is away"));
  RunOnce();
  EXPECT_EQ(Failing(), 1);
  crediter_.FailWith(absl::OkStatus());
  RunOnce();
  EXPECT_EQ(Failing(), 0);
}

// Another relay, which is quicker with partition 200 while this one works on partition 7.
class QuickerRelay final : public contracts::CouponCrediter {
 public:
  explicit QuickerRelay(std::function<void()> pass) : pass_(std::move(pass)) {}
  async::Task<absl::StatusOr<contracts::Credited>> Credit(contracts::CouponCredit) override {
    pass_();
    co_return contracts::Credited{};
  }

 private:
  std::function<void()> pass_;
};

TEST_F(RelayTest, LosesNothingThatAnotherRelayHasPassed) {
  AddEvent(7, Opened("07aa", 0));
  AddEvent(200, Opened("c8bb", 0));
  async::Loop others_loop;
  redis::Client others(&others_loop, server_->options());
  QuickerRelay quicker([&] {
    for (const partition::Consumer consumer : {partition::Consumer::kRelay, partition::Consumer::kProjector}) {
      const auto advanced = RunTask(
          others_loop, [](redis::Client* client, partition::Consumer who) -> async::Task<absl::StatusOr<redis::Reply>> {
            redis::Pending advance = partition::Advance(client, "g1", 200, who, 1);
            co_return co_await advance;
          }(&others, consumer));
      ASSERT_TRUE(advanced.ok()) << advanced.status();
    }
  });
  Relay relay(contracts::StoreAccess(&client_, "g1"), &quicker, &metrics_);
  EXPECT_EQ(RunTask(loop_, relay.Pass()).value(), 1);
}

TEST_F(RelayTest, WaitsForAFrozenPartitionAndPassesTheOthers) {
  AddEvent(7, Opened("07aa", 0));
  AddEvent(200, Opened("c8bb", 0));
  const partition::Freezing move{"g1", 7, "to node 2"};
  ASSERT_EQ(RunTask(loop_, partition::Freeze(&client_, move)), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Relayed(7), 0);
  EXPECT_EQ(Relayed(200), 1);
  EXPECT_EQ(Frozen(), 1);
  ASSERT_EQ(RunTask(loop_, partition::Thaw(&client_, move)), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).value(), 1);
  EXPECT_EQ(Relayed(7), 1);
  EXPECT_EQ(Frozen(), 0);
}

TEST_F(RelayTest, RefusesAnEmptiedStore) {
  server_->Reset();
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace fudai::relay
