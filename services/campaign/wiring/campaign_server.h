#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/gateway/options.h"

namespace fudai::wiring {

// What the flags say.
struct CampaignServerOptions {
  std::string listen;
  std::string metrics_listen;
  // HTTP in front of the services; none where it says no address to listen on.
  gateway::Options http;
  std::string redis;
  // How many replicas of Redis must have a write, 0 to 16.
  int redis_replicas = 0;
  std::string generation;
  std::string keys;
  bool simulated_time = false;
  // Whether to hold a rehearsal beside production.
  bool rehearsal = false;
  int threads = 0;                   // To 256; 0: one per core.
  int max_streams_per_subject = 16;  // From 1 to 10,000.
  // How long to wait for Redis at the start.
  absl::Duration start_timeout = absl::Seconds(5);
};

// Writes the partition headers into an empty Redis. OK where they are already there with this generation. CANCELLED if
// a termination signal comes while it waits for Redis.
absl::Status InitializeStore(const CampaignServerOptions& options);

// Builds the campaign server and serves until SIGTERM or SIGINT, then drains. INVALID_ARGUMENT for options that make no
// sense; any other error says why it could not start; CANCELLED is as above. Termination signals must be blocked
// (common/process).
absl::Status RunCampaignServer(const CampaignServerOptions& options);

}  // namespace fudai::wiring
