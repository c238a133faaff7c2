#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/client.h"

namespace fudai::redis {

// Some of a client's keys, without its prefix. Redis shows some keys twice.
struct Slice {
  std::string cursor = "0";  // Of the next slice; "0" after the last one.
  std::vector<std::string> keys;
};

// Looks at about `count` keys of this Redis from `cursor` on, "0" at first, and returns those under the client's
// prefix. From "0" to "0" every key is shown that was there all along.
async::Task<absl::StatusOr<Slice>> Scan(Client* client, std::string cursor, int count);

}  // namespace fudai::redis
