#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// What became of a campaign's coupons in a range, without time zone and freshness. Reads within the caller's snapshot.
// INVALID_ARGUMENT for the chain, which has no templates.
absl::StatusOr<admin::v1::QueryCouponsResponse> ReadCoupons(soci::session& sql, const DayRange& days);

}  // namespace fudai::stats
