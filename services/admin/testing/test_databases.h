#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/testing/temporary_folder.h"
#include "services/admin/database/database.h"

namespace fudai::testsupport {

// Runs a room's tests on both databases, each test on an empty one:
//
//   class FoldTest : public DatabaseTest {};
//   INSTANTIATE_TEST_SUITE_P(Databases, FoldTest, BothDatabases(), DatabaseName);
//   TEST_P(FoldTest, …) { std::unique_ptr<database::Database> database = OpenNew(); … }
enum class Backend { kSqlite, kPostgresql };

inline auto BothDatabases() { return ::testing::Values(Backend::kSqlite, Backend::kPostgresql); }
std::string DatabaseName(const ::testing::TestParamInfo<Backend>& info);

class DatabaseTest : public ::testing::TestWithParam<Backend> {
 protected:
  // Skips the tests on PostgreSQL where it is not installed.
  void SetUp() override;

  // The URL of a new, empty database.
  std::string NewUrl();
  std::unique_ptr<database::Database> OpenNew();

 private:
  TemporaryFolder folder_;
  int files_ = 0;
};

}  // namespace fudai::testsupport
