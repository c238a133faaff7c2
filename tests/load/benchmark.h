#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/load/figures.h"

namespace fudai::load {

struct BenchmarkOptions {
  // Each round measures everything once, so that what disturbs the machine for a while disturbs all alike.
  int rounds = 5;
  // Bags that a load opens, by ten friends each.
  int bags = 1000;
};

// Calls under way at a time over gRPC.
inline constexpr int kInFlight[] = {64, 256};
// Opens under way at a time on the store without a server.
inline constexpr int kDepth = 32;

// Measures, in interleaved rounds after one that is not counted,
//   empty.N      OpenBag on a server whose handler answers at once, N calls in flight
//   scripts.32   the handlers of OpenBag without gRPC, 32 at a time: what Redis spends on the scripts alone
//   redis_benchmark.S and own_client.S
//                OpenBag's script S by itself, by two clients; see script_runs.h
//   open.N       OpenBag on the campaign server, until its relay has passed the events
// and of each: server_us, redis_us and client_us (CPU microseconds per act), per_second, p50_ms and p99_ms; of open.N
// also after_us, the part of server_us and redis_us that is spent after the last answer. Then open.over_floor.N, of
// each round: what server and Redis spend on open.N over what they spend on empty.N and scripts.32. Then what checkout
// costs, `bags` acts a load; see checkout_load.h. `say` is told what begins.
absl::StatusOr<Figures> RunBenchmark(const BenchmarkOptions& options,
                                     const std::function<void(absl::string_view)>& say);

}  // namespace fudai::load
