#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/gateway/options.h"

namespace fudai::wiring {

// What the flags say.
struct AdminServerOptions {
  std::string listen;
  std::string metrics_listen;
  // HTTP in front of the services; none where it says no address to listen on.
  gateway::Options http;
  std::string redis;
  // How many replicas of Redis must have a write, 0 to 16.
  int redis_replicas = 0;
  std::string generation;
  std::string keys;
  std::string database;
  bool simulated_time = false;
  // Whether the database takes the place of the one that the store belongs to.
  bool adopt_store = false;
  // In which the chain's days are cut.
  std::string chain_time_zone = "Asia/Shanghai";
  // Whether to count all numbers anew from the ledger.
  bool rebuild = false;
  // Whether to hold a rehearsal beside production.
  bool rehearsal = false;
  // Whether only versions that somebody else has approved are published.
  bool require_approval = false;
  int threads = 1;                   // To 64.
  int max_streams_per_subject = 16;  // From 1 to 10,000.
  // How long a person stays signed in: from 1 minute to 30 days.
  absl::Duration session_life = absl::Hours(12);
  // How long to wait for Redis at the start.
  absl::Duration start_timeout = absl::Seconds(5);
};

// Builds the admin server and serves until SIGTERM or SIGINT, then drains. It ends likewise, with FAILED_PRECONDITION,
// once another admin server has taken its database over. INVALID_ARGUMENT for options that make no
// sense; any other error says why it could not start, CANCELLED that a termination signal came while it waited for
// Redis. Termination signals must be blocked (common/process).
absl::Status RunAdminServer(const AdminServerOptions& options);

}  // namespace fudai::wiring
