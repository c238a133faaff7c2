#include "services/admin/stats/durations.h"

#include "services/admin/rollups/hours_buckets.h"

namespace fudai::stats {
namespace {

using admin::v1::Durations;
using admin::v1::HoursBucket;

// The bucket in which the n-th time lies, counted from 1.
HoursBucket BucketOf(const Durations& durations, int64_t n) {
  for (const HoursBucket& bucket : durations.buckets()) {
    n -= bucket.count();
    if (n <= 0) return bucket;
  }
  return {};
}

}  // namespace

Durations DurationsOf(const std::map<int, int64_t>& counts) {
  Durations durations;
  int64_t total = 0;
  for (const auto& [from_hours, count] : counts) {
    HoursBucket* bucket = durations.add_buckets();
    bucket->set_from_hours(from_hours);
    bucket->set_to_hours(rollups::HoursBucketEnd(from_hours));
    bucket->set_count(count);
    total += count;
  }
  if (total == 0) return durations;
  *durations.mutable_median() = BucketOf(durations, total - total / 2);
  *durations.mutable_p90() = BucketOf(durations, total - total / 10);
  return durations;
}

}  // namespace fudai::stats
