// What concerns all nodes of a client's Redis: those that hold slots.
#pragma once

#include <cstdint>
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

// Looks at about `count` keys of a node, and of one node after another, from `cursor` on, "0" at first, and returns
// those under the client's prefix. From "0" to "0" every key is shown that was there all along, if ReadLayout answers
// the same all along. INVALID_ARGUMENT for a cursor that is none.
async::Task<absl::StatusOr<Slice>> Scan(Client* client, std::string cursor, int count);

// A text that changes whenever a slot moves, a node starts anew, or another one takes its place.
async::Task<absl::StatusOr<std::string>> ReadLayout(Client* client);

// How many keys there are, of all prefixes.
async::Task<absl::StatusOr<int64_t>> CountKeys(Client* client);

}  // namespace fudai::redis
