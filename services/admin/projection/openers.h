#pragma once

#include <soci/soci.h>

#include "services/admin/projection/deltas.h"
#include "services/admin/projection/rollup_counts.h"

namespace fudai::projection {

// Counts a batch's openers, each once in a campaign, on the day of the first opening, within the caller's transaction.
// Openings lie in their sharers' partitions: one that is counted later may have happened earlier, and moves its opener
// to its day.
void CountOpeners(soci::session& sql, Deltas* deltas, RollupCounts* counts);

}  // namespace fudai::projection
