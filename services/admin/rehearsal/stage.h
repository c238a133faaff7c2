#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/auth/identity.h"
#include "common/clock/clock.h"
#include "common/partition/rehearsal.h"
#include "common/redis/client.h"
#include "services/admin/database/database.h"

namespace fudai::rehearsal {

// Makes the rehearsal and wipes it: its keys, its rows, its clock. What a crash or a lost Redis cuts off is finished by
// the next Finish, since a wipe takes away the headers first: a rehearsal without all of them is one to be wiped, as is
// one that belongs to other rows than these.
//
// It blocks: it lives on the thread that publishes the rehearsal's campaigns, so that none is published meanwhile.
class Stage {
 public:
  // What it works on; all of it outlives it.
  struct Set {
    database::Database* database;  // The rehearsal's.
    redis::Options redis;          // With the rehearsal's prefix.
    std::string token;
    const clock::Clock* clock;  // What a new rehearsal's clock begins with.
    // Stop the projection of the rehearsal, and start it anew: it must not fold while its rows go.
    std::function<void()> stop_projection;
    std::function<void()> start_projection;
  };

  struct Wish {
    std::string request_id;
    auth::Identity actor;
    absl::Time now;
  };

  explicit Stage(Set set) : set_(std::move(set)), redis_(&loop_, set_.redis) {}

  // Makes the rehearsal, unless it is there whole.
  absl::Status Finish();

  // Wipes it and begins a new one. A wish that was granted is granted once.
  absl::Status Wipe(const Wish& wish);

 private:
  absl::StatusOr<bool> IsWhole();
  absl::StatusOr<bool> WasGranted(const std::string& request_id);
  absl::Status WipeNow(const Wish& wish);
  absl::StatusOr<partition::Beginning> BeginRows(const Wish& wish);

  Set set_;
  async::Loop loop_;
  redis::Client redis_;
  bool whole_ = false;
};

}  // namespace fudai::rehearsal
