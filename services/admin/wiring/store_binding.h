#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "common/async/loop.h"
#include "common/redis/client.h"
#include "services/admin/database/database.h"

namespace fudai::wiring {

// Ties a database to the one store whose events it holds: a new database takes the store's token, and
// FAILED_PRECONDITION if it has another.
absl::Status BindToStore(database::Database& database, const std::string& store_token);

// FAILED_PRECONDITION if the store holds publications that the database has never made, or lacks some that it took:
// then one of the two is an old copy, or another one.
absl::Status CheckPublications(database::Database& database, int64_t store_epoch);

// The store that is to belong to a database.
struct Claim {
  async::Loop* loop;  // The client's.
  redis::Client* redis;
  std::string store_token;
  // Whether the database takes the place of the one that the store belongs to.
  bool adopt = false;
};

// Ties the store to the one database that publishes to it: FAILED_PRECONDITION if it belongs to another.
absl::Status ClaimStore(database::Database& database, const Claim& claim);

}  // namespace fudai::wiring
