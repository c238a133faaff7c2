#include "services/admin/projection/projector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/partition/freeze.h"
#include "common/partition/partition.h"
#include "common/testing/redis_server.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/projection/numbers.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using ::testing::HasSubstr;

constexpr char kToken[] = "generation1";

async::Task<absl::Status> RunAll(redis::Client* client, std::vector<std::vector<std::string>> commands) {
  absl::Status failed;
  for (const std::vector<std::string>& words : commands) {
    redis::Pending pending = client->Command(words.front(), {}, {words.begin() + 1, words.end()});
    absl::StatusOr<redis::Reply> reply = co_await pending;
    failed.Update(reply.status());
  }
  co_return failed;
}

async::Task<absl::StatusOr<partition::Progress>> Ask(redis::Client* client, int partition) {
  redis::Pending pending = partition::ReadProgress(client, partition);
  absl::StatusOr<redis::Reply> reply = co_await pending;
  if (!reply.ok()) co_return reply.status();
  co_return partition::DecodeProgress(*reply, kToken);
}

class ProjectorTest : public DatabaseTest {
 protected:
  ProjectorTest() : client_(&loop_, Server().options()) {
    Server().Reset();
    EXPECT_TRUE(RunTask(loop_, partition::InitializeStore(&client_, kToken)).ok());
  }

  static RedisServer& Server() {
    static RedisServer server;
    return server;
  }

  std::unique_ptr<Projector> NewProjector(
      database::Database* database, std::function<void()> on_halt = [] {}) {
    return std::make_unique<Projector>(ProjectorOptions{.redis = Server().options(),
                                                        .store_token = kToken,
                                                        .max_batch = 10,
                                                        .max_recount = 10,
                                                        .on_halt = std::move(on_halt)},
                                       database, &metrics_);
  }

  // Appends as the campaign server's scripts do, number and event in one step, since a projector may run meanwhile.
  void Append(int partition, const std::string& payload) {
    const std::string number = absl::StrCat(++numbers_[partition]);
    const absl::Status appended =
        RunTask(loop_, RunAll(&client_, {{"MULTI"},
                                         {"HSET", partition::HeaderKey(partition), "ev", number},
                                         {"XADD", partition::EventsKey(partition), number + "-0", "e", payload},
                                         {"EXEC"}}));
    EXPECT_TRUE(appended.ok()) << appended;
  }
  void Append(int partition, const event::v1::Event& event) { Append(partition, event.SerializeAsString()); }

  void Command(std::vector<std::string> words) {
    const absl::Status status = RunTask(loop_, RunAll(&client_, {std::move(words)}));
    EXPECT_TRUE(status.ok()) << status;
  }

  int64_t Projected(int partition) { return RunTask(loop_, Ask(&client_, partition))->projected; }

  static int64_t CountLedger(database::Database& database) {
    return *database.Read([](soci::session& sql) -> absl::StatusOr<int64_t> {
      long long count = 0;
      sql << "SELECT COUNT(*) FROM ledger", soci::into(count);
      return count;
    });
  }

  // Puts an empty store of a generation in the place of the one that is there.
  void SwapStore(const std::string& token) {
    Server().Reset();
    ASSERT_TRUE(RunTask(loop_, partition::InitializeStore(&client_, token)).ok());
    numbers_ = {};
  }

  double Failing() { return metrics_.Gauge({.name = "fudai_projection_failing"}).Value(); }

  // Folds until nothing waits.
  static void CatchUp(Projector* projector) {
    absl::StatusOr<int64_t> waiting = projector->Round();
    while (waiting.ok() && *waiting > 0) waiting = projector->Round();
    ASSERT_TRUE(waiting.ok()) << waiting.status();
  }

  async::Loop loop_;
  redis::Client client_;
  metrics::Metrics metrics_;
  database::Offsets numbers_{};
};
INSTANTIATE_TEST_SUITE_P(Databases, ProjectorTest, BothDatabases(), DatabaseName);

TEST_P(ProjectorTest, FoldsEveryEventOnce) {
  auto database = OpenNew();
  for (int i = 0; i < 35; ++i) Append(3, OrderEvent(absl::StrCat("o", i), "u1", 100));
  for (int i = 0; i < 5; ++i) Append(200, OrderEvent(absl::StrCat("p", i), "u2", 100));
  auto projector = NewProjector(database.get());
  const absl::StatusOr<int64_t> waiting = projector->Round();
  ASSERT_TRUE(waiting.ok()) << waiting.status();
  EXPECT_EQ(*waiting, 30);
  CatchUp(projector.get());
  EXPECT_EQ(CountLedger(*database), 40);
  EXPECT_EQ(Projected(3), 35);
  EXPECT_EQ(Projected(200), 5);
}

TEST_P(ProjectorTest, GoesOnAfterARestart) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  CatchUp(NewProjector(database.get()).get());
  Append(3, OrderEvent("o2", "u1", 100));
  CatchUp(NewProjector(database.get()).get());
  EXPECT_EQ(CountLedger(*database), 2);
}

TEST_P(ProjectorTest, AcknowledgesWhatACrashLeftBehind) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  Batch batch;
  batch.rows.push_back(*DecodeEvent(3, 1, OrderEvent("o1", "u1", 100).SerializeAsString()));
  batch.after[3] = 1;
  ASSERT_TRUE(database->Write([&](soci::session& sql) { return Fold(sql, batch); }).ok());
  EXPECT_EQ(Projected(3), 0);
  CatchUp(NewProjector(database.get()).get());
  EXPECT_EQ(Projected(3), 1);
  EXPECT_EQ(CountLedger(*database), 1);
}

TEST_P(ProjectorTest, LosesAgainstAnother) {
  auto database = OpenNew();
  auto first = NewProjector(database.get()), second = NewProjector(database.get());
  CatchUp(first.get());
  CatchUp(second.get());
  Append(3, OrderEvent("o1", "u1", 100));
  CatchUp(first.get());
  Append(3, OrderEvent("o2", "u1", 100));
  const absl::Status lost = second->Round().status();
  EXPECT_EQ(lost.code(), absl::StatusCode::kAborted) << lost;
  EXPECT_EQ(CountLedger(*database), 1);
}

TEST_P(ProjectorTest, WaitsForAFrozenPartition) {
  auto database = OpenNew();
  auto projector = NewProjector(database.get(), [] { ADD_FAILURE() << "it halted"; });
  Append(3, OrderEvent("o1", "u1", 100));
  const partition::Freezing move{kToken, 3, "to node 2"};
  ASSERT_TRUE(RunTask(loop_, partition::Freeze(&client_, move)).ok());
  EXPECT_EQ(projector->Round().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CountLedger(*database), 0);
  ASSERT_TRUE(RunTask(loop_, partition::Thaw(&client_, move)).ok());
  CatchUp(projector.get());
  EXPECT_EQ(CountLedger(*database), 1);
}

TEST_P(ProjectorTest, NeverSkipsAGap) {
  auto database = OpenNew();
  for (int i = 0; i < 3; ++i) Append(3, OrderEvent(absl::StrCat("o", i), "u1", 100));
  Command({"XDEL", partition::EventsKey(3), "2-0"});
  const absl::Status gap = NewProjector(database.get())->Round().status();
  EXPECT_EQ(gap.code(), absl::StatusCode::kDataLoss) << gap;
  EXPECT_THAT(std::string(gap.message()), HasSubstr("partition 3"));
  EXPECT_EQ(CountLedger(*database), 0);
}

TEST_P(ProjectorTest, NoticesAnOldDatabase) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  Command({"XTRIM", partition::EventsKey(3), "MAXLEN", "0"});
  const absl::Status old = NewProjector(database.get())->Round().status();
  EXPECT_EQ(old.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(old.message()), HasSubstr("the database is older than the store"));
}

TEST_P(ProjectorTest, NoticesAnOldStore) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  auto projector = NewProjector(database.get());
  CatchUp(projector.get());
  Command({"HSET", partition::HeaderKey(3), "ev", "0"});
  const absl::Status old = projector->Round().status();
  EXPECT_EQ(old.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(old.message()), HasSubstr("the database is newer than the store"));
}

TEST_P(ProjectorTest, HaltsAtWhatItCannotDecode) {
  auto database = OpenNew();
  Append(3, "\xFF\xFF\xFF");
  bool halted = false;
  auto projector = NewProjector(database.get(), [&halted] { halted = true; });
  projector->Run();
  EXPECT_TRUE(halted);
  EXPECT_EQ(CountLedger(*database), 0);
}

TEST_P(ProjectorTest, FoldsNothingOfAnotherStoreAndGoesOnWithItsOwn) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  auto projector = NewProjector(database.get());
  CatchUp(projector.get());
  SwapStore("generation2");
  for (int i = 0; i < 3; ++i) Append(3, OrderEvent(absl::StrCat("foreign", i), "u1", 100));
  const absl::Status foreign = projector->Round().status();
  EXPECT_EQ(foreign.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(foreign.message()), HasSubstr("the store is not ready"));
  EXPECT_EQ(CountLedger(*database), 1);
  EXPECT_EQ(Failing(), 1);

  SwapStore(kToken);
  for (const char* order : {"o1", "o2"}) Append(3, OrderEvent(order, "u1", 100));
  CatchUp(projector.get());
  EXPECT_EQ(CountLedger(*database), 2);
  EXPECT_EQ(Failing(), 0);
}

TEST_P(ProjectorTest, ShowsWhatWaitsWhileItFails) {
  auto database = OpenNew();
  Append(3, "\xFF\xFF\xFF");
  EXPECT_FALSE(NewProjector(database.get())->Round().ok());
  EXPECT_EQ(metrics_.Gauge({.name = "fudai_projection_lag_events"}).Value(), 1);
  EXPECT_EQ(Failing(), 1);
}

TEST_P(ProjectorTest, WaitsForRedisAndGoesOn) {
  auto database = OpenNew();
  Append(3, OrderEvent("o1", "u1", 100));
  auto projector = NewProjector(database.get());
  Server().Kill();
  EXPECT_EQ(projector->Round().status().code(), absl::StatusCode::kUnavailable);
  Server().Start();
  absl::StatusOr<int64_t> waiting = projector->Round();
  for (const absl::Time limit = absl::Now() + absl::Seconds(20); !waiting.ok() && absl::Now() < limit;)
    waiting = projector->Round();
  ASSERT_TRUE(waiting.ok()) << waiting.status();
  EXPECT_EQ(CountLedger(*database), 1);
}

TEST_P(ProjectorTest, CountsTheLedgerAnewWhileEventsCome) {
  auto database = OpenNew();
  for (int i = 0; i < 25; ++i) Append(3, OrderEvent(absl::StrCat("o", i), "u1", 100));
  CatchUp(NewProjector(database.get()).get());
  const std::string expected = DumpAll(*database);
  const auto forget = [](soci::session& sql) {
    ForgetNumbers(sql);
    return absl::OkStatus();
  };
  ASSERT_TRUE(database->Write(forget).ok());
  auto projector = NewProjector(database.get());
  EXPECT_EQ(*projector->Round(), 15);
  CatchUp(NewProjector(database.get()).get());
  EXPECT_EQ(DumpAll(*database), expected);

  ASSERT_TRUE(database->Write(forget).ok());
  Append(3, OrderEvent("o25", "u1", 100));
  auto another = NewProjector(database.get());
  EXPECT_EQ(*another->Round(), 16);
  EXPECT_EQ(CountLedger(*database), 26);
  EXPECT_EQ(Projected(3), 26);
  CatchUp(another.get());
  EXPECT_THAT(Dump(*database, "customers"), HasSubstr("u1 26 "));
}

TEST_P(ProjectorTest, CountsByTheChainsZone) {
  auto database = OpenNew();
  Append(3, OpenEvent("bag", 0, "u2"));  // At 10:20 in UTC.
  CatchUp(NewProjector(database.get()).get());
  const std::string in_shanghai = Dump(*database, "rollups");
  ProjectorOptions options{.redis = Server().options(), .store_token = kToken};
  ASSERT_TRUE(absl::LoadTimeZone("America/New_York", &options.terms.time_zone));
  Projector abroad(options, database.get(), &metrics_);
  ASSERT_TRUE(abroad.Prepare().ok());
  EXPECT_EQ(Dump(*database, "rollups"), "");
  CatchUp(&abroad);
  EXPECT_THAT(Dump(*database, "rollups"), HasSubstr(" 3 1772341200000  1"));
  CatchUp(NewProjector(database.get()).get());
  EXPECT_EQ(Dump(*database, "rollups"), in_shanghai);
}

TEST_P(ProjectorTest, WorksUntilItIsStopped) {
  auto database = OpenNew();
  auto projector = NewProjector(database.get());
  std::thread thread([&] { projector->Run(); });
  Append(3, OrderEvent("o1", "u1", 100));
  for (const absl::Time limit = absl::Now() + absl::Seconds(20); CountLedger(*database) == 0 && absl::Now() < limit;) {
    std::this_thread::yield();
  }
  projector->Stop();
  thread.join();
  EXPECT_EQ(CountLedger(*database), 1);
}

}  // namespace
}  // namespace fudai::projection
