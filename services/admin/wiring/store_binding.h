#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "services/admin/database/database.h"

namespace fudai::wiring {

// Ties a database to the one store whose events it holds: a new database takes the store's token, and
// FAILED_PRECONDITION if it has another.
absl::Status BindToStore(database::Database& database, const std::string& store_token);

// FAILED_PRECONDITION if the store holds publications that the database has never made, or lacks some that it took:
// then one of the two is an old copy, or another one.
absl::Status CheckPublications(database::Database& database, int64_t store_epoch);

}  // namespace fudai::wiring
