#pragma once

#include <soci/soci.h>

#include "absl/status/status.h"

namespace fudai::database {

// The tables, and how they came to be: one list of steps, each applied once, in order, and noted in the table
// `schema_version`. A step that has been released is never edited; a change is a new step.
//
// Brings a database up to date, within the caller's transaction. FAILED_PRECONDITION if a newer program has changed it
// already.
absl::Status Migrate(soci::session& sql);

// Makes all tables anew, empty, within the caller's transaction.
absl::Status Recreate(soci::session& sql);

}  // namespace fudai::database
