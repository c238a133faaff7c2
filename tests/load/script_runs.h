#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/load/figures.h"
#include "tests/load/store.h"

namespace fudai::load {

// One of the scripts that OpenBag runs, as both clients send it.
struct ScriptCall {
  // The script's name.
  std::string name;
  // EVALSHA and its arguments, none of which holds a NUL, so that they pass a command line. Each "__rand_int__" stands
  // for twelve random digits. What a script does not look into is text about as long as the real thing.
  std::vector<std::string> words;
  // Events that a call appends.
  int events = 0;
};

// Calls of read_bag, admit, claim and credit, in the order in which an open runs them; on partition 0 of a store with
// this token, where the bags of numbers 0, 1, … lie.
std::vector<ScriptCall> OpenBagScripts(const std::string& token);

// Calls of each script, rounded down to whole batches of kDepth, over so many bags.
struct ScriptLoad {
  int calls = 0;
  int bags = 0;
};

// Runs each of OpenBag's scripts by itself, kDepth calls in flight on one connection: once by redis-benchmark, once by
// the client that all other figures come from, with the same words. So it shows whether that client flatters or
// slanders the scripts. Adds
//   redis_benchmark.S and own_client.S    redis_us and per_second of the script S
// INTERNAL if a call fails or the events are not there that the calls should have appended.
absl::Status RunScripts(Store* store, ScriptLoad load, Figures* figures);

// The calls per second that `redis-benchmark -q` printed. INVALID_ARGUMENT quotes what holds none.
absl::StatusOr<double> ParseRate(absl::string_view output);

}  // namespace fudai::load
