#pragma once

#include <soci/soci.h>

namespace fudai::database {

// How many KiB of its file each of SQLite's connections may keep in memory.
inline constexpr int kUsualCacheKib = 64 << 10;
inline constexpr int kLargeCacheKib = 1 << 20;

// While it lives, a session may keep as much of the database in memory as work needs that changes rows all over it: a
// page that such work changes again and again is then written once. PostgreSQL has a memory of its own
// (shared_buffers).
class LargeCache {
 public:
  // The session must outlive it.
  explicit LargeCache(soci::session& sql);
  ~LargeCache();
  LargeCache(const LargeCache&) = delete;
  LargeCache& operator=(const LargeCache&) = delete;

 private:
  soci::session& sql_;
};

}  // namespace fudai::database
