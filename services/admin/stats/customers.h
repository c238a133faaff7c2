#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// Who the customers are, over the whole life, and what they paid within a range, without time zone and freshness. Reads
// within the caller's snapshot.
absl::StatusOr<admin::v1::QueryCustomersResponse> ReadCustomers(soci::session& sql, const DayRange& days);

}  // namespace fudai::stats
