#pragma once

#include "absl/status/status.h"
#include "common/redis/client.h"
#include "services/admin/database/offsets.h"

namespace fudai::year {

// Has the partitions' headers in Redis say that all events up to these numbers have been there, and have been passed
// on: so that an admin server over a database that was filled by itself finds nothing missing.
absl::Status SetHeaders(const redis::Options& redis, const database::Offsets& numbers);

}  // namespace fudai::year
