#include "common/partition/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "common/partition/partition.h"
#include "common/testing/redis_server.h"

namespace fudai::partition {
namespace {

using async::RunTask;

class StoreTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testsupport::RedisServer; }
  static void TearDownTestSuite() { delete server_; }
  void SetUp() override { server_->Reset(); }

  absl::StatusOr<redis::Reply> Run(std::vector<std::string> words) {
    return RunTask(loop_,
                   [](redis::Client* client, std::vector<std::string> w) -> async::Task<absl::StatusOr<redis::Reply>> {
                     redis::Pending pending = client->Command(w.front(), {}, {w.begin() + 1, w.end()});
                     co_return co_await pending;
                   }(&client_, std::move(words)));
  }
  absl::StatusOr<redis::Reply> Await(redis::Pending pending) {
    return RunTask(
        loop_, [](redis::Pending p) -> async::Task<absl::StatusOr<redis::Reply>> { co_return co_await p; }(pending));
  }
  void AddEvents(int partition, int from, int to) {
    for (int i = from; i <= to; ++i) {
      const std::string number = std::to_string(i);
      ASSERT_TRUE(Run({"XADD", EventsKey(partition), number + "-0", "e", "event " + number}).ok());
    }
    ASSERT_TRUE(Run({"HSET", HeaderKey(partition), "ev", std::to_string(to)}).ok());
  }

  static testsupport::RedisServer* server_;
  async::Loop loop_;
  redis::Client client_{&loop_, server_->options()};
};
testsupport::RedisServer* StoreTest::server_ = nullptr;

TEST(StoreTokenTest, MarksSimulatedTimeAndRefusesOddGenerations) {
  EXPECT_EQ(*StoreToken("abcdefg1", false), "abcdefg1");
  EXPECT_EQ(*StoreToken("abcdefg1", true), "abcdefg1~sim");
  for (const char* odd : {"", "short12", "Capital12", "abc~sim12", "abcdefghijklmnopqrstuvwxyz1234567"}) {
    EXPECT_EQ(StoreToken(odd, false).status().code(), absl::StatusCode::kInvalidArgument) << odd;
  }
}

TEST_F(StoreTest, InitializesAnEmptyRedisOnceAndVerifiesIt) {
  EXPECT_EQ(RunTask(loop_, VerifyStore(&client_, "g1")).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(RunTask(loop_, InitializeStore(&client_, "g1")), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, InitializeStore(&client_, "g1")), absl::OkStatus());
  EXPECT_EQ(RunTask(loop_, VerifyStore(&client_, "g1")), absl::OkStatus());
}

TEST_F(StoreTest, RefusesAnotherStoreAndNamesBoth) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  const absl::Status foreign = RunTask(loop_, VerifyStore(&client_, "g1~sim"));
  EXPECT_TRUE(absl::StrContains(foreign.message(), "\"g1~sim\"")) << foreign;
  EXPECT_TRUE(absl::StrContains(foreign.message(), "is \"g1\"")) << foreign;
  EXPECT_FALSE(RunTask(loop_, InitializeStore(&client_, "g2")).ok());
}

TEST_F(StoreTest, SuggestsANewStoreOnlyWhereThereIsNone) {
  const absl::Status empty = RunTask(loop_, VerifyStore(&client_, "g1"));
  EXPECT_TRUE(absl::StrContains(empty.message(), "a new store of an empty Redis with --initialize")) << empty;
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  ASSERT_TRUE(Run({"DEL", HeaderKey(9)}).ok());
  const absl::Status damaged = RunTask(loop_, VerifyStore(&client_, "g1"));
  EXPECT_TRUE(absl::StrContains(damaged.message(), "partition 9 is missing; restore")) << damaged;
  EXPECT_FALSE(absl::StrContains(damaged.message(), "--initialize")) << damaged;
}

TEST_F(StoreTest, InitializationGoesOnWhereACrashLeftIt) {
  ASSERT_TRUE(Run({"HSET", HeaderKey(3), "gen", "g1"}).ok());
  EXPECT_EQ(RunTask(loop_, InitializeStore(&client_, "g1")), absl::OkStatus());
}

TEST_F(StoreTest, RefusesToInitializeARedisThatHoldsOtherThings) {
  ASSERT_TRUE(Run({"SET", "session:1", "x"}).ok());
  const absl::Status refused = RunTask(loop_, InitializeStore(&client_, "g1"));
  EXPECT_TRUE(absl::StrContains(refused.message(), "not empty")) << refused;
  EXPECT_EQ(Run({"DBSIZE"})->integer(), 1);
}

TEST_F(StoreTest, APublicationReachesEveryPartitionAndAnOlderOneChangesNothing) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  Publication publication{{}, 1, 100, 200, 7};
  publication.campaign.set_campaign_id("spring");
  publication.campaign.set_current_version(2);
  ASSERT_EQ(RunTask(loop_, Publish(&client_, "g1", publication)), absl::OkStatus());
  Publication older = publication;
  older.epoch = 6;
  older.state = 3;
  older.campaign.set_current_version(1);
  const absl::Status refused = RunTask(loop_, Publish(&client_, "g1", older));
  EXPECT_EQ(refused.code(), absl::StatusCode::kAborted);
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr("holds publication 7 of campaign"));

  for (int i = 0; i < kCount; ++i) {
    const auto record = Run({"HMGET", CampaignKey(i, "spring"), "state", "start", "end"});
    EXPECT_EQ((*record)[0].integer(), 1);
    EXPECT_EQ((*record)[2].integer(), 200);
    EXPECT_EQ(Run({"HGET", HeaderKey(i), "epoch"})->integer(), 7);
  }
  const auto catalogue = RunTask(loop_, ReadCatalogue(&client_, "g1"));
  ASSERT_TRUE(catalogue.ok());
  EXPECT_EQ(catalogue->version.epoch, 7);
  ASSERT_EQ(catalogue->campaigns.size(), 1u);
  EXPECT_EQ(catalogue->campaigns[0].current_version(), 2);
  EXPECT_EQ(catalogue->campaigns[0].state(), 1);
}

TEST_F(StoreTest, ReadsTheCatalogueOnlyWhenItHasMoved) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  CatalogueVersion known;
  const auto read = [&] { return RunTask(loop_, ReadCatalogueUnless(&client_, "g1", known)).value(); };
  EXPECT_FALSE(read().has_value());
  for (const auto& [campaign_id, epoch] : {std::pair("spring", 7), std::pair("summer", 6)}) {
    Publication publication{{}, 1, 100, 200, epoch};
    publication.campaign.set_campaign_id(campaign_id);
    ASSERT_EQ(RunTask(loop_, Publish(&client_, "g1", publication)), absl::OkStatus());
    const std::optional<Catalogue> moved = read();
    ASSERT_TRUE(moved.has_value()) << campaign_id;
    EXPECT_EQ(moved->version.epoch, 7);
    known = moved->version;
    EXPECT_FALSE(read().has_value());
    ASSERT_EQ(RunTask(loop_, Publish(&client_, "g1", publication)), absl::OkStatus());
    EXPECT_FALSE(read().has_value()) << "a repeat changes nothing";
  }
  EXPECT_EQ(RunTask(loop_, ReadCatalogue(&client_, "g1"))->campaigns.size(), 2u);
}

TEST_F(StoreTest, PublishingIntoAnotherStoreIsRefused) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  Publication publication{{}, 1, 100, 200, 7};
  EXPECT_EQ(RunTask(loop_, Publish(&client_, "g2", publication)).code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(StoreTest, ReadsEventsInOrderAndSeesGaps) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  AddEvents(5, 1, 5);
  const auto all = DecodeEvents(*Await(ReadEvents(&client_, "g1", 5, {0, 100})), 0);
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all->size(), 5u);
  EXPECT_EQ((*all)[4].number, 5);
  EXPECT_EQ((*all)[4].payload, "event 5");
  EXPECT_EQ(DecodeEvents(*Await(ReadEvents(&client_, "g1", 5, {3, 1})), 3)->size(), 1u);
  EXPECT_EQ(DecodeEvents(*Await(ReadEvents(&client_, "g1", 5, {5, 1})), 5).status(),
            absl::DataLossError("event 6 should follow, and it is gone from the stream"));
  ASSERT_TRUE(Run({"XDEL", EventsKey(5), "2-0"}).ok());
  EXPECT_EQ(DecodeEvents(*Await(ReadEvents(&client_, "g1", 5, {0, 100})), 0).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(StoreTest, ReadsNeitherEventsNorProgressOfAnotherStore) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g2")).ok());
  AddEvents(5, 1, 5);
  EXPECT_EQ(Await(ReadEvents(&client_, "g1", 5, {0, 100})).status().code(), absl::StatusCode::kFailedPrecondition);
  const absl::Status foreign = DecodeProgress(*Await(ReadProgress(&client_, 5)), "g1").status();
  EXPECT_EQ(foreign.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(foreign.message(), "is \"g2\", and should be \"g1\"")) << foreign;
  const absl::Status waiting = AsNotReady(foreign);
  EXPECT_EQ(waiting.code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(absl::StrContains(waiting.message(), "the store is not ready")) << waiting;
}

TEST_F(StoreTest, TrimsOnlyWhatEveryConsumerHasPassed) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  AddEvents(5, 1, 10);
  EXPECT_EQ(Await(Advance(&client_, "g1", 5, Consumer::kProjector, 8))->integer(), 0);
  EXPECT_EQ(Run({"XLEN", EventsKey(5)})->integer(), 10);
  EXPECT_EQ(Await(Advance(&client_, "g1", 5, Consumer::kRelay, 6))->integer(), 6);
  EXPECT_EQ(Run({"XLEN", EventsKey(5)})->integer(), 4);
  EXPECT_EQ(Await(Advance(&client_, "g1", 5, Consumer::kRelay, 2))->integer(), 6);
  const auto progress = DecodeProgress(*Await(ReadProgress(&client_, 5)), "g1");
  EXPECT_EQ(progress->newest, 10);
  EXPECT_EQ(progress->relayed, 6);
  EXPECT_EQ(progress->projected, 8);
}

TEST_F(StoreTest, TrimsWhenRedisIsFull) {
  ASSERT_TRUE(RunTask(loop_, InitializeStore(&client_, "g1")).ok());
  AddEvents(5, 1, 10);
  ASSERT_TRUE(Run({"CONFIG", "SET", "maxmemory", "1"}).ok());
  for (const Consumer consumer : {Consumer::kProjector, Consumer::kRelay}) {
    const absl::StatusOr<redis::Reply> advanced = Await(Advance(&client_, "g1", 5, consumer, 6));
    EXPECT_TRUE(advanced.ok()) << advanced.status();
  }
  EXPECT_EQ(Run({"XLEN", EventsKey(5)})->integer(), 4);
  ASSERT_TRUE(Run({"CONFIG", "SET", "maxmemory", "0"}).ok());
}

}  // namespace
}  // namespace fudai::partition
