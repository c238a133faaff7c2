#pragma once

#include "absl/status/status.h"
#include "common/world/world.h"

namespace fudai::partition {

// A failure of a world's store as callers may see it, without what is only an operator's business, which is logged, at
// most once a second, thread and world, as an error unless it is that the rehearsal is being wiped: UNAVAILABLE for a
// store that is foreign (FAILED_PRECONDITION) or does not answer, or a partition that is frozen, RESOURCE_EXHAUSTED for
// a full one. Anything else stays as it is.
absl::Status Explain(const absl::Status& status, world::World world);

}  // namespace fudai::partition
