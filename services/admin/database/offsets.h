#pragma once

#include <soci/soci.h>

#include <array>
#include <cstdint>

#include "absl/status/statusor.h"

namespace fudai::database {

// The number of one event of each partition; 0 stands before the first.
using Offsets = std::array<int64_t, 256>;

// How far the ledger is: the last event of each partition that the database holds. Reads within the caller's snapshot.
// DATA_LOSS if a partition is missing.
absl::StatusOr<Offsets> ReadOffsets(soci::session& sql);

// The same for the numbers: the last event of each partition that has been counted. They are behind the ledger only
// while they are counted anew.
absl::StatusOr<Offsets> ReadCounted(soci::session& sql);

}  // namespace fudai::database
