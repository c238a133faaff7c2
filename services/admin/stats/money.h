#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// The money of a range, without time zone and freshness. Reads within the caller's snapshot.
absl::StatusOr<admin::v1::QueryMoneyResponse> ReadMoney(soci::session& sql, const DayRange& days);

}  // namespace fudai::stats
