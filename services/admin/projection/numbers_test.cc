#include "services/admin/projection/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/admin/projection/fold_fixture.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using database::Database;
using ::testing::HasSubstr;

class NumbersTest : public DatabaseTest {
 protected:
  static void Write(Database& database, const std::vector<std::string>& statements) {
    const absl::Status written = database.Write([&](soci::session& sql) {
      for (const std::string& statement : statements) sql << statement;
      return absl::OkStatus();
    });
    ASSERT_TRUE(written.ok()) << written;
  }
  static void Forget(Database& database) {
    ASSERT_TRUE(database
                    .Write([](soci::session& sql) {
                      ForgetNumbers(sql);
                      return absl::OkStatus();
                    })
                    .ok());
  }
  static absl::StatusOr<int64_t> Count(Database& database, int limit) {
    return database.Write([limit](soci::session& sql) { return CountLedger(sql, limit); });
  }
  static void CountAll(Database& database, int limit) {
    absl::StatusOr<int64_t> left = Count(database, limit);
    while (left.ok() && *left > 0) left = Count(database, limit);
    ASSERT_TRUE(left.ok()) << left.status();
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, NumbersTest, BothDatabases(), DatabaseName);

TEST_P(NumbersTest, AreTheSameWhenTheLedgerIsCountedAnew) {
  for (const int limit : {1, 17, 10'000}) {
    auto database = OpenNew();
    Stream stream(database.get());
    AddMixture(&stream);
    ASSERT_TRUE(stream.Fold(13).ok());
    const std::string expected = DumpAll(*database);
    Forget(*database);
    EXPECT_NE(DumpAll(*database), expected);
    CountAll(*database, limit);
    EXPECT_EQ(DumpAll(*database), expected) << "slices of " << limit;
  }
}

TEST_P(NumbersTest, TakeEventsThatComeWhileTheyAreBehindInTheirOrder) {
  auto whole = OpenNew(), behind = OpenNew();
  Stream straight(whole.get()), stream(behind.get());
  for (Stream* each : {&straight, &stream}) {
    AddMixture(each);
    ASSERT_TRUE(each->Fold().ok());
  }
  Forget(*behind);
  for (int slice = 0; slice < 3; ++slice) {
    ASSERT_TRUE(Count(*behind, 40).ok());
    for (Stream* each : {&straight, &stream}) {
      for (int partition = 0; partition < 7; ++partition)
        each->Add(partition, OrderWithBagEvent(absl::StrCat("late", slice, partition), absl::StrCat("u", partition),
                                               absl::StrCat("late-bag", slice, partition)));
      ASSERT_TRUE(each->Fold(5).ok());
    }
  }
  CountAll(*behind, 40);
  EXPECT_EQ(DumpAll(*behind), DumpAll(*whole));
}

TEST_P(NumbersTest, SayHowManyEventsAreLeft) {
  auto database = OpenNew();
  Stream stream(database.get());
  for (int order = 0; order < 5; ++order) stream.Add(order % 2, OrderEvent(absl::StrCat("o", order), "", 100));
  ASSERT_TRUE(stream.Fold().ok());
  EXPECT_EQ(*Count(*database, 2), 0);
  Forget(*database);
  EXPECT_EQ(*Count(*database, 2), 3);
  EXPECT_EQ(*Count(*database, 2), 1);
  EXPECT_EQ(*Count(*database, 2), 0);
}

// A database of the program before rollups, with a ledger that goes on.
TEST_P(NumbersTest, AreCountedFromTheWholeLedgerAfterAMigration) {
  const std::string url = NewUrl();
  std::string expected;
  {
    auto database = Database::Open(url);
    ASSERT_TRUE(database.ok()) << database.status();
    Stream stream(database->get());
    AddMixture(&stream);
    ASSERT_TRUE(stream.Fold().ok());
    expected = DumpAll(**database);
    Write(**database,
          {"DROP TABLE openers", "CREATE TABLE openers (campaign_id TEXT NOT NULL, user_id TEXT NOT NULL)",
           "DROP TABLE rollups", "DROP TABLE customers", "DROP TABLE sharers", "DROP TABLE customer_buckets",
           "DROP TABLE holdout_members", "DROP TABLE holdout_groups", "DROP TABLE cups", "DROP TABLE shop_spans",
           "DROP TABLE series_days", "DROP TABLE series_minutes", "DROP INDEX ledger_refunds",
           "ALTER TABLE offsets DROP COLUMN counted", "DELETE FROM schema_version WHERE version >= 7"});
  }
  auto database = Database::Open(url);
  ASSERT_TRUE(database.ok()) << database.status();
  EXPECT_GT(*Count(**database, 1), 0);
  CountAll(**database, 100);
  EXPECT_EQ(DumpAll(**database), expected);
}

TEST_P(NumbersTest, AreNotCountedFromALedgerThatCannotBeRead) {
  auto database = OpenNew();
  Stream stream(database.get());
  stream.Add(3, OrderEvent("o1", "u1", 100));
  ASSERT_TRUE(stream.Fold().ok());
  Forget(*database);
  Write(*database, {"UPDATE ledger SET payload = '////'"});
  const absl::Status failed = Count(*database, 10).status();
  EXPECT_EQ(failed.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(failed.message()), HasSubstr("event 1 of partition 3"));
}

}  // namespace
}  // namespace fudai::projection
