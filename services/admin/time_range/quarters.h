#pragma once

#include <cstdint>

namespace fudai::time_range {

// Length of the buckets that time series are kept in for good: hours and days of every time zone are made of quarters.
inline constexpr int64_t kQuarterMs = int64_t{15} * 60 * 1000;

}  // namespace fudai::time_range
