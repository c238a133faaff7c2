#include "services/admin/database/page_cache.h"

#include <exception>

#include "absl/strings/str_cat.h"

namespace fudai::database {
namespace {

void Set(soci::session& sql, int kib) {
  if (sql.get_backend_name() == "sqlite3") sql << absl::StrCat("PRAGMA cache_size = -", kib);
}

}  // namespace

LargeCache::LargeCache(soci::session& sql) : sql_(sql) { Set(sql_, kLargeCacheKib); }

LargeCache::~LargeCache() {
  try {
    Set(sql_, kUsualCacheKib);
  } catch (const std::exception&) {
    // The connection is lost: the next one begins with what is usual.
  }
}

}  // namespace fudai::database
