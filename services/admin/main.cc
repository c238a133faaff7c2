// fudai_admin_server: the control plane and the read side. Flags → wiring → run.
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "common/flags/parse.h"
#include "common/gateway/flags.h"
#include "common/logging/logging.h"
#include "common/process/exit_status.h"
#include "common/process/fault_point.h"
#include "common/process/termination.h"
#include "services/admin/wiring/admin_server.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50052", "gRPC address, host:port or unix:/path; port 0 takes a free one");
ABSL_FLAG(std::string, metrics_listen, "", "Prometheus address, host:port; empty for none");
ABSL_FLAG(
    std::string, redis, "127.0.0.1:6379",
    "Redis, unix:/path or host:port; several with commas between: any nodes of a cluster, or a primary and all its"
    " replicas");
ABSL_FLAG(int, redis_replicas, 0, "replicas of Redis that must have a write before it is acknowledged, 0 to 16");
ABSL_FLAG(std::string, generation, "",
          "the store's generation, 8 to 32 of a-z and 0-9; a Redis of another one is refused");
ABSL_FLAG(std::string, keys, "", "key file (fudai keys generate FILE)");
ABSL_FLAG(std::string, database, "",
          "sqlite:/path/to/file.db or postgresql://…; one admin server at a time may use it");
ABSL_FLAG(bool, adopt_store, false,
          "let the database take the place of the one that the store belongs to, which is lost; for one start");
ABSL_FLAG(std::string, chain_time_zone, "Asia/Shanghai",
          "IANA name of the time zone in which the chain's days are cut; another one has all numbers counted anew");
ABSL_FLAG(bool, rebuild, false, "count all numbers anew from the ledger, while serving; for one start");
ABSL_FLAG(bool, simulated_time, false,
          "take each call's time from its metadata fudai-time-ms; for demos and tests, with a store of its own");
ABSL_FLAG(bool, rehearsal, false,
          "hold a rehearsal beside production: a world of its own, on a clock that is moved by hand");
ABSL_FLAG(bool, require_approval, false,
          "publish only versions of campaigns that have been approved by somebody who has not written them");
ABSL_FLAG(int, threads, 1, "event loops, each on a thread of its own, at most 64");
ABSL_FLAG(int, max_streams_per_subject, 16,
          "streams that one token subject may have open at once, from 1 to 10000; beyond it RESOURCE_EXHAUSTED");
ABSL_FLAG(absl::Duration, session_life, absl::Hours(12), "how long a person stays signed in, 1m to 720h");
ABSL_FLAG(absl::Duration, start_timeout, absl::Seconds(5), "how long to wait for Redis at the start");
ABSL_FLAG(std::string, crash_at, "", "test facility: kill this process at a point, NAME or NAME:COUNT");
ABSL_FLAG(fudai::logging::LogLevel, log_level, fudai::logging::LogLevel::kInfo, "debug, info, warning or error");

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(argc, argv,
                            "The admin server: people run campaigns and read the results. Serves gRPC until SIGTERM.");
  fudai::process::BlockTermination();
  fudai::logging::InitLogging("admin", absl::GetFlag(FLAGS_log_level));

  const fudai::wiring::AdminServerOptions options = {
      .listen = absl::GetFlag(FLAGS_listen),
      .metrics_listen = absl::GetFlag(FLAGS_metrics_listen),
      .http = fudai::gateway::OptionsFromFlags(),
      .redis = absl::GetFlag(FLAGS_redis),
      .redis_replicas = absl::GetFlag(FLAGS_redis_replicas),
      .generation = absl::GetFlag(FLAGS_generation),
      .keys = absl::GetFlag(FLAGS_keys),
      .database = absl::GetFlag(FLAGS_database),
      .simulated_time = absl::GetFlag(FLAGS_simulated_time),
      .adopt_store = absl::GetFlag(FLAGS_adopt_store),
      .chain_time_zone = absl::GetFlag(FLAGS_chain_time_zone),
      .rebuild = absl::GetFlag(FLAGS_rebuild),
      .rehearsal = absl::GetFlag(FLAGS_rehearsal),
      .require_approval = absl::GetFlag(FLAGS_require_approval),
      .threads = absl::GetFlag(FLAGS_threads),
      .max_streams_per_subject = absl::GetFlag(FLAGS_max_streams_per_subject),
      .session_life = absl::GetFlag(FLAGS_session_life),
      .start_timeout = absl::GetFlag(FLAGS_start_timeout),
  };
  absl::Status status;
  if (const std::string point = absl::GetFlag(FLAGS_crash_at); !point.empty()) status = fudai::process::CrashAt(point);
  if (status.ok()) status = fudai::wiring::RunAdminServer(options);
  return fudai::process::ExitStatus("fudai_admin_server", status);
}
