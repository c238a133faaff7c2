#pragma once

#include <cstdint>
#include <map>

#include "fudai/admin/v1/stats_common.pb.h"

namespace fudai::stats {

// The distribution of times that are counted by the first hours of their buckets (rollups/hours_buckets.h).
admin::v1::Durations DurationsOf(const std::map<int, int64_t>& counts);

}  // namespace fudai::stats
