// Sums of the table `rollups` over days. Each function reads within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/admin/rollups/rollup.h"
#include "services/admin/stats/day_range.h"

namespace fudai::stats {

// Sums by rollup; those that count nothing may be absent.
using Sums = std::map<rollups::Rollup, int64_t>;

// Of each of some rollups, dimensions together.
Sums SumEach(soci::session& sql, const DayRange& days, const std::vector<rollups::Rollup>& wanted);

// The same by day, and by dimension. Sums are capped (database/capped_sum.h), as those of amounts have to be.
std::map<int64_t, Sums> SumEachByDay(soci::session& sql, const DayRange& days,
                                     const std::vector<rollups::Rollup>& wanted);
std::map<std::string, Sums> SumEachByDimension(soci::session& sql, const DayRange& days,
                                               const std::vector<rollups::Rollup>& wanted);

// By dimension, of a rollup whose dimension is a number.
std::map<int, int64_t> SumByDimension(soci::session& sql, const DayRange& days, rollups::Rollup rollup);

// By the moment at which the day begins, in milliseconds since the epoch.
std::map<int64_t, int64_t> SumByDay(soci::session& sql, const DayRange& days, rollups::Rollup rollup);

// When a day begins, in milliseconds since the epoch, and a dimension.
struct DayAndDimension {
  int64_t start_ms = 0;
  std::string dimension;
};

// Takes each of a rollup's values, in order of day and dimension.
void ReadEach(soci::session& sql, const DayRange& days, rollups::Rollup rollup,
              const std::function<void(const DayAndDimension&, int64_t)>& take);

}  // namespace fudai::stats
