#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/admin/database/database.h"

namespace fudai::testing {

// Runs a room's tests on both databases, each test on an empty one:
//
//   class FoldTest : public DatabaseTest {};
//   INSTANTIATE_TEST_SUITE_P(Databases, FoldTest, BothDatabases(), DatabaseName);
//   TEST_P(FoldTest, …) { std::unique_ptr<database::Database> database = OpenNew(); … }
enum class Backend { kSqlite, kPostgresql };

inline auto BothDatabases() { return ::testing::Values(Backend::kSqlite, Backend::kPostgresql); }
std::string DatabaseName(const ::testing::TestParamInfo<Backend>& info);

// A folder in /tmp that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

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

}  // namespace fudai::testing
