#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/partition/partition.h"
#include "common/redis/client.h"

namespace fudai::partition {

// The number of the newest event of each partition; 0 where there is none.
using EventNumbers = std::array<int64_t, kCount>;

// Reads them, each partition's as of some moment after the call. Errors as callers may see them (Explain).
async::Task<absl::StatusOr<EventNumbers>> ReadNewestEvents(redis::Client* client, std::string token);

}  // namespace fudai::partition
