#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/config/v1/keys.pb.h"
#include "tests/replay/behaviour.h"
#include "tests/replay/friendship_graph.h"
#include "tests/replay/input.h"
#include "tests/replay/input_files.h"
#include "tests/replay/plan.h"
#include "tests/replay/report.h"
#include "tests/replay/runner.h"
#include "tests/replay/synthetic_day.h"

namespace fudai::replay {

// What a replay is told; main.cc explains each where it defines the flag.
struct ReplayOptions {
  std::string campaign_server;
  std::string admin_server;
  std::string keys_path;
  std::string campaign_id;
  InputFiles files;  // no orders: a made-up day
  DayOptions day;
  std::string graph_path;  // empty: a small world of `people`
  int people = 0;
  uint64_t seed = 1;
  BehaviourOptions behaviour;
  RunnerOptions runner;
  absl::Duration call_timeout = absl::Seconds(10);
  absl::Duration catch_up_patience = absl::Seconds(120);
  std::map<std::string, std::string> told;  // the flags as they were given, for the report
};

// INVALID_ARGUMENT that names the option, its value and what would be right.
absl::Status Validate(const ReplayOptions& options);

// All that a replay reads before it begins.
struct Material {
  config::v1::KeyFile keys;
  Input input;
  Plan plan;
  std::string mapping;  // who is who, in words
};

// Reads the keys, the input and the graph, and plans the replay. Errors name the file, and the place within it.
absl::StatusOr<Material> Prepare(const ReplayOptions& options);

// Plays the plan, waits for the statistics, recounts the ledger and compares. Shows its progress on standard error.
absl::StatusOr<Report> Play(const ReplayOptions& options, const Material& material);

}  // namespace fudai::replay
