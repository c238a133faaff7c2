// fudai_campaign_server: the data plane. Flags → wiring → run.
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "common/flags/parse.h"
#include "common/gateway/flags.h"
#include "common/logging/logging.h"
#include "common/process/exit_status.h"
#include "common/process/fault_point.h"
#include "common/process/termination.h"
#include "services/campaign/wiring/campaign_server.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50051", "gRPC address, host:port or unix:/path; port 0 takes a free one");
ABSL_FLAG(std::string, metrics_listen, "", "Prometheus address, host:port; empty for none");
ABSL_FLAG(
    std::string, redis, "127.0.0.1:6379",
    "Redis, unix:/path or host:port; several with commas between: any nodes of a cluster, or a primary and all its"
    " replicas");
ABSL_FLAG(int, redis_replicas, 0, "replicas of Redis that must have a write before it is acknowledged, 0 to 16");
ABSL_FLAG(std::string, generation, "",
          "the store's generation, 8 to 32 of a-z and 0-9; a Redis of another one is refused");
ABSL_FLAG(std::string, keys, "", "key file (fudai keys generate FILE)");
ABSL_FLAG(bool, simulated_time, false,
          "take each call's time from its metadata fudai-time-ms; for demos and tests, with a store of its own");
ABSL_FLAG(bool, rehearsal, false,
          "hold a rehearsal beside production: a world of its own, on a clock that is moved by hand");
ABSL_FLAG(int, threads, 0, "event loops, each on a thread of its own, at most 256; 0 for one per core");
ABSL_FLAG(int, max_streams_per_subject, 16,
          "streams that one token subject may have open at once, from 1 to 10000; beyond it RESOURCE_EXHAUSTED");
ABSL_FLAG(absl::Duration, start_timeout, absl::Seconds(5), "how long to wait for Redis at the start");
ABSL_FLAG(bool, initialize, false, "write the partition headers into an empty Redis, and exit");
ABSL_FLAG(std::string, crash_at, "", "test facility: kill this process at a point, NAME or NAME:COUNT");
ABSL_FLAG(fudai::logging::LogLevel, log_level, fudai::logging::LogLevel::kInfo, "debug, info, warning or error");

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(
      argc, argv,
      "The campaign server: orders earn lucky bags, friends open them, cups fill. Serves gRPC until SIGTERM.");
  fudai::process::BlockTermination();
  fudai::logging::InitLogging("campaign", absl::GetFlag(FLAGS_log_level));

  const fudai::wiring::CampaignServerOptions options = {
      .listen = absl::GetFlag(FLAGS_listen),
      .metrics_listen = absl::GetFlag(FLAGS_metrics_listen),
      .http = fudai::gateway::OptionsFromFlags(),
      .redis = absl::GetFlag(FLAGS_redis),
      .redis_replicas = absl::GetFlag(FLAGS_redis_replicas),
      .generation = absl::GetFlag(FLAGS_generation),
      .keys = absl::GetFlag(FLAGS_keys),
      .simulated_time = absl::GetFlag(FLAGS_simulated_time),
      .rehearsal = absl::GetFlag(FLAGS_rehearsal),
      .threads = absl::GetFlag(FLAGS_threads),
      .max_streams_per_subject = absl::GetFlag(FLAGS_max_streams_per_subject),
      .start_timeout = absl::GetFlag(FLAGS_start_timeout),
  };
  absl::Status status;
  if (const std::string point = absl::GetFlag(FLAGS_crash_at); !point.empty()) status = fudai::process::CrashAt(point);
  if (status.ok()) {
    status = absl::GetFlag(FLAGS_initialize) ? fudai::wiring::InitializeStore(options)
                                             : fudai::wiring::RunCampaignServer(options);
  }
  return fudai::process::ExitStatus("fudai_campaign_server", status);
}
