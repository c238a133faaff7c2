// The rehearsal's clock. It stands still until an operator moves it, and then moves forwards: a moment in the
// rehearsal's own store, so that every server shows the same one.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/redis/client.h"

namespace fudai::partition {

// What the clock shows. UNAVAILABLE while the rehearsal is not there, since it is being wiped, say.
async::Task<absl::StatusOr<absl::Time>> ReadVirtualTime(redis::Client* client);

// Moves the clock, in whole milliseconds, and returns what it shows. After OK every call shows it; a repeat changes
// nothing. INVALID_ARGUMENT for a moment before what it shows, which it names.
async::Task<absl::StatusOr<absl::Time>> MoveVirtualTime(redis::Client* client, std::string token, absl::Time to);

}  // namespace fudai::partition
