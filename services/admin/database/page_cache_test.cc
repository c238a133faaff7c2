#include "services/admin/database/page_cache.h"

#include <gtest/gtest.h>

#include <memory>

#include "services/admin/database/database.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

class PageCacheTest : public testsupport::DatabaseTest {
 protected:
  // Of the one connection that work gets while nobody else works; 0 where the database has none of its own.
  absl::StatusOr<int> CacheKib(bool large) {
    return database_->Write([large](soci::session& sql) -> absl::StatusOr<int> {
      std::unique_ptr<LargeCache> cache;
      if (large) cache = std::make_unique<LargeCache>(sql);
      int size = 0;
      if (sql.get_backend_name() == "sqlite3") sql << "PRAGMA cache_size", soci::into(size);
      return -size;
    });
  }

  std::unique_ptr<Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Databases, PageCacheTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(PageCacheTest, IsLargeOnlyWhileItIsAskedFor) {
  if (IsSkipped()) return;
  database_ = OpenNew();
  const bool has_cache = GetParam() == testsupport::Backend::kSqlite;
  EXPECT_EQ(*CacheKib(/*large=*/false), has_cache ? kUsualCacheKib : 0);
  EXPECT_EQ(*CacheKib(/*large=*/true), has_cache ? kLargeCacheKib : 0);
  EXPECT_EQ(*CacheKib(/*large=*/false), has_cache ? kUsualCacheKib : 0);
}

}  // namespace
}  // namespace fudai::database
