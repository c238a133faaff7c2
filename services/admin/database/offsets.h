#pragma once

#include <soci/soci.h>

#include <array>
#include <cstdint>

#include "absl/status/statusor.h"

namespace fudai::database {

// How far the projection is: the number of the last event of each partition that the database holds.
using Offsets = std::array<int64_t, 256>;

// Reads them within the caller's snapshot. DATA_LOSS if a partition is missing.
absl::StatusOr<Offsets> ReadOffsets(soci::session& sql);

}  // namespace fudai::database
