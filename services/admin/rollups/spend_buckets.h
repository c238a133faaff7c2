#pragma once

#include <cstdint>

namespace fudai::rollups {

// The buckets of what customers spent in all, in fen: sixteen to each doubling, so that a bucket ends at most a
// sixteenth above where it begins. A bucket is named by its first amount; whoever spent nothing, or got back more, is
// in 0.
int64_t SpendBucket(int64_t spend_fen);

}  // namespace fudai::rollups
