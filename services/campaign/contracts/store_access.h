#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/partition/rehearsal.h"
#include "common/redis/client.h"
#include "common/world/log_mark.h"

namespace fudai::contracts {

// How a store runs its scripts: on its loop's connection, each with the token of the store that it must find there.
// Copied into every store of a loop; the client outlives them.
class StoreAccess {
 public:
  StoreAccess(redis::Client* client, std::string token) : client_(client), token_(std::move(token)) {}

  // Runs a script with ARGV[1] = the store's token.
  redis::Pending Eval(const redis::Script& script, std::vector<std::string> keys,
                      std::vector<std::string> args = {}) const;

  // A failure of the store as callers may see it (partition::Explain).
  absl::Status Explain(const absl::Status& status) const;
  // A script's answer, a failure likewise.
  absl::StatusOr<redis::Reply> Answer(absl::StatusOr<redis::Reply> reply) const;

  redis::Client* client() const { return client_; }
  const std::string& token() const { return token_; }
  // What log lines about this store begin with (world::LogMark).
  const char* log_mark() const { return world::LogMark(partition::WorldOf(token_)); }

 private:
  redis::Client* client_;
  std::string token_;
};

}  // namespace fudai::contracts
