#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <map>

#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// The virality of a range, without time zone and freshness. Reads within the caller's snapshot.
admin::v1::QueryViralityResponse ReadVirality(soci::session& sql, const DayRange& days);

// The cycle time of new customers by the first hours of their buckets (rollups/cycle_hours.h).
admin::v1::CycleTime CycleTimeOf(const std::map<int, int64_t>& new_customers);

}  // namespace fudai::stats
