#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/time.h"

namespace fudai::load {

// What came of a load, as whoever asked for the acts sees it.
struct LoadResult {
  absl::Duration elapsed;
  // Of each act, in the order in which they ended.
  std::vector<absl::Duration> latencies;
  // Acts that took a coupon out of a bag.
  int64_t opened = 0;
};

// The latency that `share` (0 to 1) of the acts do not exceed, by the nearest rank; zero of no acts.
absl::Duration Percentile(const LoadResult& result, double share);

}  // namespace fudai::load
