// A frozen partition refuses every act and every read while its keys move from one node to another, so that nothing is
// issued on either side of a slot that is half moved. Callers get UNAVAILABLE and repeat; relay and projector wait.
//
//   RETURN_IF_ERROR(co_await Freeze(client, {token, partition, "move to 10.0.0.7"}));
//   …move the slot…
//   RETURN_IF_ERROR(co_await Thaw(client, {token, partition, "move to 10.0.0.7"}));
//
// It lasts until it is thawed, over restarts of all: fudai_frozen_partitions counts them. A rehearsal beside it has a
// header of its own in the same slot, and is frozen through its own client.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/async/task.h"
#include "common/redis/client.h"

namespace fudai::partition {

struct Freezing {
  std::string token;  // The store's.
  int partition = 0;
  std::string why;  // What for, and by whom: for the log.
};

// Once it returns OK, no act of the partition is under way, and none begins. OK as well where it was frozen for the
// same. ABORTED, saying for what, where it is frozen for something else; FAILED_PRECONDITION for another store.
async::Task<absl::Status> Freeze(redis::Client* client, Freezing freezing);

// Lets the partition go on where it was. OK as well where it is not frozen. ABORTED where it is frozen for something
// else; FAILED_PRECONDITION for another store.
async::Task<absl::Status> Thaw(redis::Client* client, Freezing freezing);

}  // namespace fudai::partition
