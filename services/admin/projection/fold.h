#pragma once

#include <soci/soci.h>

#include <vector>

#include "absl/status/status.h"
#include "services/admin/database/offsets.h"
#include "services/admin/projection/ledger_row.h"

namespace fudai::projection {

// Events to fold, those of each partition in order and without gaps, and the offsets that they follow.
struct Batch {
  std::vector<LedgerRow> rows;
  database::Offsets before{};
  database::Offsets after{};
};

// Folds a batch within the caller's transaction: writes the ledger, adds to the numbers, and moves the offsets. The old
// offsets are the fence: ABORTED, and the transaction must be undone, if another projector has moved them. So every
// event counts exactly once, whatever dies in between, and the numbers do not depend on where batches are cut
// (but for a series that adds and takes away at the cap of sums, database/capped_sum.h).
absl::Status Fold(soci::session& sql, const Batch& batch);

}  // namespace fudai::projection
