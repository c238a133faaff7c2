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

// Folds a batch within the caller's transaction: writes the ledger, adds to the numbers (numbers.h), and moves the
// offsets. The old offsets are the fence: ABORTED, and the transaction must be undone, if another projector has moved
// them. So every event counts exactly once, whatever dies in between. A partition whose numbers are behind the ledger
// is not counted on here: CountLedger does, in order.
absl::Status Fold(soci::session& sql, const Batch& batch);

// The first half of it, without the numbers, though the offsets say of those that were up to the ledger that they still
// are: for whoever then has all of them counted anew (ForgetNumbers).
absl::Status WriteLedger(soci::session& sql, const Batch& batch);

}  // namespace fudai::projection
