#pragma once

#include <soci/soci.h>

#include "services/admin/projection/deltas.h"

namespace fudai::projection {

// Adds deltas to what the database holds, all but the openers, within the caller's transaction.
void SaveDeltas(soci::session& sql, const Deltas& deltas);

}  // namespace fudai::projection
