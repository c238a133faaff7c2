#pragma once

#include "absl/status/status.h"

namespace fudai::partition {

// A failure of the store as callers may see it, without what is only an operator's business, which is logged, at most
// once a second and thread: UNAVAILABLE for a store that is foreign (FAILED_PRECONDITION) or does not answer,
// RESOURCE_EXHAUSTED for a full one. Anything else stays as it is.
absl::Status Explain(const absl::Status& status);

}  // namespace fudai::partition
