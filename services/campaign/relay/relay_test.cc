#include "services/campaign/relay/relay.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/partition/partition.h"
#include "common/testing/redis_server.h"
#include "services/campaign/contracts/fake_coupon_crediter.h"

namespace fudai::relay {
namespace {

using async::RunTask;

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

TEST_F(RelayTest, RefusesAnEmptiedStore) {
  server_->Reset();
  EXPECT_EQ(RunTask(loop_, relay_.Pass()).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace fudai::relay
