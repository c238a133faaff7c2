#pragma once

#include <soci/soci.h>

#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/days.h"

namespace fudai::projection {

// Adds deltas to what the database holds, all but the openers, within the caller's transaction. Series are kept by
// quarters of an hour, for ranges of many months by days, and for the last two days by minutes: the ledger, which holds
// the events already, says when these are.
void SaveDeltas(soci::session& sql, const Deltas& deltas, rollups::Days* days);

}  // namespace fudai::projection
