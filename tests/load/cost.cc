#include "tests/load/cost.h"

#include <unistd.h>

#include "common/status/macros.h"

namespace fudai::load {

void Record(const std::string& what, const LoadResult& result, const Cost& cost, Figures* figures) {
  if (cost.server_us > 0) figures->Add(what + ".server_us", cost.server_us);
  if (cost.redis_us > 0) figures->Add(what + ".redis_us", cost.redis_us);
  figures->Add(what + ".client_us", cost.client_us);
  figures->Add(what + ".per_second",
               static_cast<double>(result.latencies.size()) / absl::ToDoubleSeconds(result.elapsed));
  figures->Add(what + ".p50_ms", absl::ToDoubleMilliseconds(Percentile(result, 0.5)));
  figures->Add(what + ".p99_ms", absl::ToDoubleMilliseconds(Percentile(result, 0.99)));
}

absl::StatusOr<ServedMeters> ServedMeters::Start(Rig* rig) {
  ASSIGN_OR_RETURN(const Meter server, Meter::Of(rig->campaign_server().pid()));
  ASSIGN_OR_RETURN(const Meter redis, Meter::Of(rig->served_store().pid()));
  ASSIGN_OR_RETURN(const Meter client, Meter::Of(getpid()));
  return ServedMeters(server, redis, client);
}

absl::StatusOr<Cost> ServedMeters::Over(size_t acts) const {
  Cost cost;
  ASSIGN_OR_RETURN(cost.server_us, server_.MicrosecondsOver(acts));
  ASSIGN_OR_RETURN(cost.redis_us, redis_.MicrosecondsOver(acts));
  ASSIGN_OR_RETURN(cost.client_us, client_.MicrosecondsOver(acts));
  return cost;
}

}  // namespace fudai::load
