#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/world/world.h"

namespace fudai::database {

// Holds a PostgreSQL database for one admin server. Two advisory locks of the database do it, which PostgreSQL lets go
// of when their sessions end, however they do:
//   the owner's    exclusive, in a session of the guard's own: who has it is the admin server.
//   the members'   shared, in every session that works on the database.
// A session works only once it has the members' lock and, after that, the guard has found the owner's in its own hands.
// Another server takes the owner's first, and then waits until nobody has the members'. So while a session of the first
// one works, no second one starts, and after a second one has started, no session of the first one works again.
//
// SOCI's exceptions pass through. Thread-safe.
class PostgresGuard {
 public:
  // Each world's rows have locks of their own.
  explicit PostgresGuard(world::World world);

  // Takes the database for this process. FAILED_PRECONDITION where another admin server has it. `name` is what messages
  // call the database.
  absl::Status Take(const std::string& url, const std::string& name);

  // Admits a session that has just been connected, taking the owner's lock again where its session was lost.
  // UNAVAILABLE if the session that was lost still has it, as it may for a moment, or another server is trying to
  // start; FAILED_PRECONDITION if another admin server has it: this one must not work on the database any more.
  absl::Status Admit(soci::session& sql);

 private:
  absl::Status Hold() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool TryHold() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status NotHeld() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string owners_lock_;
  const std::string members_lock_;
  std::string name_;
  absl::Mutex mutex_;
  soci::session owner_ ABSL_GUARDED_BY(mutex_);
  // The server's process behind the session that had the owner's lock last.
  int owner_pid_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace fudai::database
