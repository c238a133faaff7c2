#include "tests/load/load_result.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace fudai::load {

absl::Duration Percentile(const LoadResult& result, double share) {
  std::vector<absl::Duration> sorted = result.latencies;
  if (sorted.empty()) return absl::ZeroDuration();
  std::sort(sorted.begin(), sorted.end());
  const double rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace fudai::load
