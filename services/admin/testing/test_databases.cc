#include "services/admin/testing/test_databases.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/testing/postgres_server.h"

namespace fudai::testsupport {
namespace {

// Starting a server takes seconds: one serves a whole test program.
PostgresServer& SharedPostgres() {
  static PostgresServer server;
  return server;
}

}  // namespace

std::string DatabaseName(const ::testing::TestParamInfo<Backend>& info) {
  return info.param == Backend::kSqlite ? "Sqlite" : "Postgresql";
}

void DatabaseTest::SetUp() {
  if (GetParam() == Backend::kPostgresql && !PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
}

std::string DatabaseTest::NewUrl() {
  if (GetParam() == Backend::kPostgresql) return SharedPostgres().NewDatabase();
  return absl::StrCat("sqlite:", folder_.path(), "/", ++files_, ".db");
}

std::unique_ptr<database::Database> DatabaseTest::OpenNew() {
  auto opened = database::Database::Open(NewUrl());
  EXPECT_TRUE(opened.ok()) << opened.status();
  return *std::move(opened);
}

}  // namespace fudai::testsupport
