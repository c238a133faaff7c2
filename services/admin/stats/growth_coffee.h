#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// How a campaign's cups filled over the days, but for time zone and freshness. INVALID_ARGUMENT for the chain. Within
// the caller's snapshot.
absl::StatusOr<admin::v1::QueryGrowthCoffeeResponse> ReadGrowthCoffee(soci::session& sql, const DayRange& days);

}  // namespace fudai::stats
