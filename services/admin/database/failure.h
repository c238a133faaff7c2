// What SOCI's exceptions mean, by the codes that database.h names.
#pragma once

#include <exception>
#include <string>

#include "absl/status/status.h"

namespace fudai::database {

// The failure in full, for the log and for who starts the server: the database's name, its own words, and what would be
// right. `otherwise` is the code where SOCI does not tell what kind of failure it is.
absl::Status Failure(const std::string& name, const std::exception& error,
                     absl::StatusCode otherwise = absl::StatusCode::kInternal);

// What RPC callers may know of a failure: its code in words of our own. INTERNAL and DATA_LOSS stay as they are, since
// the RPC edge shows nothing of them but a reference.
absl::Status ForCallers(const absl::Status& failure);

}  // namespace fudai::database
