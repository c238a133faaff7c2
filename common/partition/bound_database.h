// The one admin database that a store belongs to: whoever publishes from another one would undo what the first has
// published. The store keeps the database's identity, which the database has in its rows.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/client.h"

namespace fudai::partition {

// Which store is to belong to which database.
struct Binding {
  std::string token;     // The store's.
  std::string database;  // The database's identity.
};

// Binds a store that is bound to no database yet. Returns the identity of the database that it is bound to now.
// FAILED_PRECONDITION if the store is not there, or another one.
async::Task<absl::StatusOr<std::string>> BindDatabase(redis::Client* client, Binding binding);

// The same, whatever database the store was bound to.
async::Task<absl::StatusOr<std::string>> RebindDatabase(redis::Client* client, Binding binding);

}  // namespace fudai::partition
