#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tests/load/cpu_time.h"
#include "tests/load/figures.h"
#include "tests/load/load_result.h"
#include "tests/load/rig.h"

namespace fudai::load {

// CPU microseconds of one act; 0 of what takes no part in it.
struct Cost {
  double server_us = 0;
  double redis_us = 0;
  double client_us = 0;
  double both() const { return server_us + redis_us; }
};

// Adds what a load cost and how it went: server_us and redis_us of what takes part, client_us, per_second, p50_ms and
// p99_ms of `what`.
void Record(const std::string& what, const LoadResult& result, const Cost& cost, Figures* figures);

// What the campaign server, its Redis and this process have spent since the beginning.
class ServedMeters {
 public:
  // Begins now.
  static absl::StatusOr<ServedMeters> Start(Rig* rig);

  // Of each act; the relay's work on what is written counts from when it has done it. NOT_FOUND for a process that is
  // gone.
  absl::StatusOr<Cost> Over(size_t acts) const;

 private:
  ServedMeters(Meter server, Meter redis, Meter client) : server_(server), redis_(redis), client_(client) {}

  Meter server_;
  Meter redis_;
  Meter client_;
};

}  // namespace fudai::load
