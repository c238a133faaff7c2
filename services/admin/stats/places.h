// Shops and hours of the week. Each function reads within the caller's snapshot what the response says besides time
// zone and freshness.
#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

absl::StatusOr<admin::v1::QueryShopsResponse> ReadShops(soci::session& sql, const DayRange& days);

// INVALID_ARGUMENT for a metric that is none.
absl::StatusOr<admin::v1::QueryWeekHoursResponse> ReadWeekHours(soci::session& sql, const DayRange& days,
                                                                const admin::v1::QueryWeekHoursRequest& request);

}  // namespace fudai::stats
