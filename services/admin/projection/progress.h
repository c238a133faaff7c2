#pragma once

#include <soci/soci.h>

#include "absl/status/status.h"
#include "services/admin/database/offsets.h"

namespace fudai::projection {

// What moves on in the table of offsets.
enum class Progress {
  // The ledger; the numbers move on with it, unless they are behind it.
  kFolded,
  // The numbers alone.
  kCounted,
};

// Moves partitions on from `before` to `after`, within the caller's transaction. ABORTED, and the transaction must be
// undone, if one is no longer where it was before: another projector has moved it.
absl::Status MoveOn(soci::session& sql, Progress progress, const database::Offsets& before,
                    const database::Offsets& after);

}  // namespace fudai::projection
