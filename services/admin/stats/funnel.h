#pragma once

#include <soci/soci.h>

#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// The funnel of a range, read within the caller's snapshot.
admin::v1::Funnel ReadFunnel(soci::session& sql, const DayRange& days);

}  // namespace fudai::stats
