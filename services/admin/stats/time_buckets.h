#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/stats.pb.h"

namespace fudai::stats {

// The range and the buckets of a time series.
struct BucketQuery {
  admin::v1::Granularity granularity{};
  absl::TimeZone zone;
  absl::Time start;  // The range begins with the bucket that holds this moment
  absl::Time end;    // and ends with the last one that begins before this moment.
};

// The moments at which the buckets begin, and, last, the moment at which the last one ends: n + 1 for n buckets,
// without gaps; empty if the range is. Hours and days are those of the zone, so that days are 23 or 25 hours long when
// its clocks change. INVALID_ARGUMENT for more than 10,000 buckets.
absl::StatusOr<std::vector<absl::Time>> CutBuckets(const BucketQuery& query);

// As above; of more than 10,000 buckets it keeps the most recent ones.
std::vector<absl::Time> CutLatestBuckets(BucketQuery query);

}  // namespace fudai::stats
