#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/rollups/days.h"

namespace fudai::projection {

// How numbers are to be counted.
struct Terms {
  // In which the chain's days are cut.
  absl::TimeZone time_zone = rollups::UsualChainZone();
  // Whether all is counted anew, however it was counted before.
  bool anew = false;
};

// The numbers that the ledger's events add up to. They are a function of the events alone, and of the campaigns' time
// zones: neither the order in which partitions are counted matters, nor where batches are cut (but for a series that
// adds and takes away at the cap of sums, database/capped_sum.h). Each function works within the caller's transaction.

// Counts events that the ledger holds and the numbers do not: those of each partition in order, and all of those
// before. DATA_LOSS if a campaign's days cannot be known.
absl::Status CountRows(soci::session& sql, const std::vector<const LedgerRow*>& rows);

// Counts at most `limit` events that the ledger holds beyond the numbers. Returns how many are left. DATA_LOSS for what
// cannot be decoded; ABORTED if another projector counts.
absl::StatusOr<int64_t> CountLedger(soci::session& sql, int limit);

// Forgets all numbers: the projector counts the ledger anew.
void ForgetNumbers(soci::session& sql);

// Has the numbers counted by these terms from now on: forgets the numbers if they were counted otherwise.
void SetTerms(soci::session& sql, const Terms& terms);

}  // namespace fudai::projection
