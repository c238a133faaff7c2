#include "services/admin/database/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "common/testing/postgres_server.h"
#include "services/admin/database/identity.h"
#include "services/admin/database/schema.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;
using fudai::testsupport::TemporaryFolder;
using ::testing::HasSubstr;

constexpr uid_t kNobody = 65534;

absl::Status Put(Database& database, std::string name, std::string value) {
  return database.Write([&](soci::session& sql) {
    sql << "INSERT INTO facts VALUES (:name, :value)", soci::use(name), soci::use(value);
    return absl::OkStatus();
  });
}

// Those of one letter, which are the tests'.
absl::StatusOr<int> CountFacts(Database& database) {
  return database.Read([&](soci::session& sql) -> absl::StatusOr<int> {
    int count = 0;
    sql << "SELECT COUNT(*) FROM facts WHERE LENGTH(name) = 1", soci::into(count);
    return count;
  });
}

std::string IdentityOf(Database& database) {
  return *database.Write([](soci::session& sql) -> absl::StatusOr<std::string> { return Identify(sql); });
}

class DatabaseTest : public fudai::testsupport::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, DatabaseTest, BothDatabases(), DatabaseName);

TEST_P(DatabaseTest, HasAnIdentityOfItsOwn) {
  auto database = OpenNew();
  const std::string identity = IdentityOf(*database);
  EXPECT_EQ(identity.size(), 16u);
  EXPECT_EQ(IdentityOf(*database), identity);
  EXPECT_NE(IdentityOf(*OpenNew()), identity);
}

TEST_P(DatabaseTest, KeepsWhatWasWrittenAndNothingElse) {
  auto database = OpenNew();
  ASSERT_TRUE(Put(*database, "a", "1").ok());
  const absl::Status refused = database->Write([](soci::session& sql) {
    sql << "INSERT INTO facts VALUES ('b', '2')";
    return absl::AbortedError("no");
  });
  EXPECT_EQ(refused, absl::AbortedError("no"));
  const absl::Status wrong = database->Write([](soci::session& sql) {
    sql << "INSERT INTO facts VALUES ('c', '3')";
    sql << "INSERT INTO no_such_table VALUES (1)";
    return absl::OkStatus();
  });
  EXPECT_EQ(wrong.code(), absl::StatusCode::kInternal) << wrong;
  EXPECT_THAT(std::string(wrong.message()), HasSubstr("no_such_table"));
  EXPECT_EQ(*CountFacts(*database), 1);
}

TEST_P(DatabaseTest, OpensAgainWithItsContents) {
  const std::string url = NewUrl();
  {
    auto database = Database::Open(url);
    ASSERT_TRUE(database.ok()) << database.status();
    ASSERT_TRUE(Put(**database, "a", "1").ok());
  }
  auto again = Database::Open(url);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*CountFacts(**again), 1);
}

TEST_P(DatabaseTest, ServesOneProcess) {
  const std::string url = NewUrl();
  auto first = Database::Open(url);
  ASSERT_TRUE(first.ok()) << first.status();
  const absl::Status second = Database::Open(url).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.message()), HasSubstr("another admin server"));
}

TEST_P(DatabaseTest, KeepsTheRehearsalsRowsApart) {
  const std::string url = NewUrl();
  auto production = Database::Open(url);
  ASSERT_TRUE(production.ok()) << production.status();
  auto rehearsal = Database::Open(url, world::World::kRehearsal);
  ASSERT_TRUE(rehearsal.ok()) << rehearsal.status();
  ASSERT_TRUE(Put(**production, "a", "1").ok());
  ASSERT_TRUE(Put(**rehearsal, "a", "2").ok());
  ASSERT_TRUE(Put(**rehearsal, "b", "3").ok());
  EXPECT_EQ(*CountFacts(**production), 1);
  EXPECT_EQ(*CountFacts(**rehearsal), 2);

  ASSERT_TRUE((*rehearsal)->Write([](soci::session& sql) { return Recreate(sql); }).ok());
  EXPECT_EQ(*CountFacts(**rehearsal), 0);
  EXPECT_EQ(*CountFacts(**production), 1);
  EXPECT_THAT(std::string(Database::Open(url, world::World::kRehearsal).status().message()),
              HasSubstr("another admin server"));
}

TEST_P(DatabaseTest, RefusesTablesOfANewerProgram) {
  const std::string url = NewUrl();
  {
    auto database = Database::Open(url);
    ASSERT_TRUE(database.ok()) << database.status();
    ASSERT_TRUE((*database)
                    ->Write([](soci::session& sql) {
                      sql << "INSERT INTO schema_version VALUES (99)";
                      return absl::OkStatus();
                    })
                    .ok());
  }
  const absl::Status status = Database::Open(url).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("schema version 99"));
}

TEST_P(DatabaseTest, HoldsIntegersAndTextsWhole) {
  auto database = OpenNew();
  const std::string text = "福袋 'quoted' :name \\ \" %";
  ASSERT_TRUE(Put(*database, "text", text).ok());
  const absl::Status status = database->Read([&](soci::session& sql) {
    std::string value;
    long long largest = 0;
    sql << "SELECT value FROM facts WHERE name = 'text'", soci::into(value);
    sql << "SELECT 9223372036854775807", soci::into(largest);
    EXPECT_EQ(value, text);
    EXPECT_EQ(largest, INT64_MAX);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST(PostgresqlTest, ConnectsAgain) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  auto database = Database::Open(server.NewDatabase());
  ASSERT_TRUE(database.ok()) << database.status();
  ASSERT_TRUE(Put(**database, "a", "1").ok());
  server.DropConnections();
  const absl::Status lost = CountFacts(**database).status();
  EXPECT_EQ(lost, absl::UnavailableError("the database is locked or cannot be reached; call again"));
  // The connection that failed is back; the others find out one by one.
  absl::StatusOr<int> count = lost;
  for (int i = 0; i < 10 && !count.ok(); ++i) count = CountFacts(**database);
  EXPECT_EQ(*count, 1);
}

// Counts until it can, as callers do.
absl::StatusOr<int> CountAgain(Database& database) {
  absl::StatusOr<int> count = CountFacts(database);
  for (const absl::Time limit = absl::Now() + absl::Seconds(20);
       absl::IsUnavailable(count.status()) && absl::Now() < limit;) {
    count = CountFacts(database);
  }
  return count;
}

TEST(PostgresqlTest, HoldsTheDatabaseAgainAfterARestart) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  const std::string url = server.NewDatabase();
  auto database = Database::Open(url);
  ASSERT_TRUE(database.ok()) << database.status();
  server.Restart();
  EXPECT_EQ(*CountAgain(**database), 0);
  const absl::Status second = Database::Open(url).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition) << second;
  EXPECT_THAT(std::string(second.message()), HasSubstr("another admin server"));
  EXPECT_TRUE((*database)->CheckHeld().ok());
}

TEST(PostgresqlTest, DoesNothingOnceAnotherHasTakenTheDatabaseOver) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  const std::string url = server.NewDatabase();
  auto first = Database::Open(url);
  ASSERT_TRUE(first.ok()) << first.status();
  int taken_over = 0;
  (*first)->OnTakenOver([&taken_over] { ++taken_over; });
  server.Restart();
  {
    auto second = Database::Open(url);
    ASSERT_TRUE(second.ok()) << second.status();
    EXPECT_EQ(CountAgain(**first).status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(Put(**first, "a", "1").code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(*CountFacts(**second), 0);
  }
  EXPECT_EQ(Put(**first, "a", "1").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string((*first)->CheckHeld().message()), HasSubstr("another admin server uses postgresql://"));
  EXPECT_EQ(taken_over, 1);
}

TEST(PostgresqlTest, IsHeldByTheSessionsThatAreLeft) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  const std::string url = server.NewDatabase();
  auto database = Database::Open(url);
  ASSERT_TRUE(database.ok()) << database.status();
  soci::session(soci::postgresql, url) << "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks"
                                          " WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'";
  EXPECT_EQ(Database::Open(url).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*CountFacts(**database), 0);
}

TEST(PostgresqlTest, ASessionLostInTheMidstOfWorkIsUnavailable) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  auto database = Database::Open(server.NewDatabase());
  ASSERT_TRUE(database.ok()) << database.status();
  const absl::Status lost = (*database)->Write([&](soci::session& sql) {
    server.DropConnections();
    sql << "INSERT INTO facts VALUES ('a', '1')";
    return absl::OkStatus();
  });
  EXPECT_EQ(lost, absl::UnavailableError("the database is locked or cannot be reached; call again"));
}

TEST(PostgresqlTest, IsUnavailableUntilItsServerLetsItInAgain) {
  if (!fudai::testsupport::PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
  fudai::testsupport::PostgresServer server;
  const std::string url = server.NewDatabase();
  const std::string other_url = server.NewDatabase();
  auto database = Database::Open(url);
  ASSERT_TRUE(database.ok()) << database.status();
  std::string name;
  ASSERT_TRUE((*database)
                  ->Read([&](soci::session& sql) {
                    sql << "SELECT current_database()", soci::into(name);
                    return absl::OkStatus();
                  })
                  .ok());
  soci::session(soci::postgresql, other_url) << "ALTER DATABASE \"" + name + "\" ALLOW_CONNECTIONS false";
  server.DropConnections();
  for (int i = 0; i < 20; ++i) {
    const absl::Status lost = CountFacts(**database).status();
    EXPECT_EQ(lost, absl::UnavailableError("the database is locked or cannot be reached; call again"));
  }
  soci::session(soci::postgresql, other_url) << "ALTER DATABASE \"" + name + "\" ALLOW_CONNECTIONS true";
  absl::StatusOr<int> count = absl::UnavailableError("not asked yet");
  for (int i = 0; i < 20 && !count.ok(); ++i) count = CountFacts(**database);
  EXPECT_TRUE(count.ok()) << count.status();
}

TEST(PostgresqlTest, SaysThatTheServerCannotBeReachedAndKeepsThePassword) {
  for (const char* url : {"postgresql://fudai:secret@127.0.0.1:1/fudai",
                          "postgresql://fudai@127.0.0.1:1/fudai?password=secret&connect_timeout=2"}) {
    const absl::Status status = Database::Open(url).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("the database postgresql://127.0.0.1:1/fudai fails: "));
    EXPECT_THAT(std::string(status.message()), HasSubstr("its server, if it has one, should run and let this one in"));
    EXPECT_THAT(std::string(status.message()), ::testing::Not(HasSubstr("secret")));
  }
}

TEST(OpenTest, RefusesOtherUrls) {
  for (const char* url : {"", "sqlite:", "/tmp/x.db", "mysql://x"}) {
    const absl::Status status = Database::Open(url).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("it should be \"sqlite:/path/to/file.db\" or \"postgresql://…\""));
  }
}

TEST(SqliteTest, SaysThatTheFolderIsMissing) {
  const absl::Status status = Database::Open("sqlite:/nowhere/to/be/found.db").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/nowhere/to/be/found.db"));
}

TEST(SqliteTest, SaysThatTheFileIsNoDatabase) {
  TemporaryFolder folder;
  std::ofstream(folder.path() + "/x.db") << std::string(8192, 'x');
  const absl::Status status = Database::Open("sqlite:" + folder.path() + "/x.db").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("/x.db fails: file is not a database"));
}

TEST(SqliteTest, SaysThatTheFileIsReadOnly) {
  TemporaryFolder folder;
  const std::string path = folder.path() + "/x.db";
  ASSERT_TRUE(Database::Open("sqlite:" + path).ok());
  const auto readable = std::filesystem::perms::owner_read | std::filesystem::perms::others_read;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  std::filesystem::permissions(path + ".lock", readable | std::filesystem::perms::others_write);
  std::filesystem::permissions(folder.path(),
                               readable | std::filesystem::perms::owner_exec | std::filesystem::perms::others_exec);
  const bool root = geteuid() == 0;
  ASSERT_TRUE(!root || chown(path.c_str(), kNobody, -1) == 0);
  ASSERT_TRUE(!root || seteuid(kNobody) == 0);
  const absl::Status status = Database::Open("sqlite:" + path).status();
  ASSERT_TRUE(!root || seteuid(0) == 0);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), ::testing::AnyOf(HasSubstr("readonly"), HasSubstr("Permission denied")));
}

TEST(SqliteTest, SaysThatTheFileIsLocked) {
  TemporaryFolder folder;
  const std::string path = folder.path() + "/x.db";
  auto database = Database::Open("sqlite:" + path);
  ASSERT_TRUE(database.ok());
  soci::session other(soci::sqlite3, "dbname=" + path);
  other << "BEGIN IMMEDIATE";
  const absl::Status status = Put(**database, "a", "1");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_EQ(status.message(), "the database is locked or cannot be reached; call again");
  other << "ROLLBACK";
  EXPECT_TRUE(Put(**database, "a", "1").ok());
}

}  // namespace
}  // namespace fudai::database
