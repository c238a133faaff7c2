// The rehearsal's store: the same partitions under a prefix of their own, in the Redis of production. Every function
// takes a client whose options have that prefix, so that it can name nothing else.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/redis/client.h"
#include "common/world/world.h"

namespace fudai::partition {

// What a client needs to work in the rehearsal instead: `production` with the prefix of its keys.
redis::Options RehearsalOptions(redis::Options production);

// The token in the headers of the rehearsal's partitions, "<production's>~rehearsal".
std::string RehearsalToken(absl::string_view production);

// Whose token it is.
world::World WorldOf(absl::string_view token);

// With what a rehearsal begins.
struct Beginning {
  // Higher than every epoch of a publication before, so that who knows campaigns of an earlier rehearsal drops them.
  int64_t epoch = 0;
  // What its clock shows.
  absl::Time now;
  // The identity of the database that has its rows.
  std::string database;
};

// Writes the catalogue, the clock, the database that it belongs to and at last the headers of a rehearsal that has none
// of them. Repeatable.
async::Task<absl::Status> BeginRehearsal(redis::Client* client, std::string token, Beginning beginning);

// Removes the rehearsal: the headers first, after which every act is refused, and then, in slices of at most a thousand
// keys, all that is under its prefix. Repeatable, and a repeat goes on where one was cut off. The number of keys.
async::Task<absl::StatusOr<int64_t>> RemoveRehearsal(redis::Client* client);

// Counts the keys of the rehearsal, in slices of at most a thousand keys.
async::Task<absl::StatusOr<int64_t>> CountRehearsalKeys(redis::Client* client);

}  // namespace fudai::partition
