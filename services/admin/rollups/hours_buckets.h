#pragma once

#include <cstdint>

namespace fudai::rollups {

// The buckets of times: hours up to three days, then days up to thirty, then one for all that take longer. A bucket is
// named by its first hour.

// The bucket of a time. One below zero, by clocks that differ, is in the first.
int HoursBucket(int64_t duration_ms);

// The hour in which a bucket ends; 0 for the last, which has no end.
int HoursBucketEnd(int first_hour);

}  // namespace fudai::rollups
