#pragma once

#include <grpcpp/support/status.h>

#include <string>

#include "absl/status/status.h"
#include "common/world/world.h"

namespace fudai::rpc {

// What was called, and in which world.
struct Called {
  std::string method;
  world::World world = world::World::kProduction;
};

// What a caller sees of a status. INTERNAL, UNKNOWN and DATA_LOSS are logged with the method and the world under a
// reference, and the caller sees INTERNAL with that reference alone: nothing internal leaks.
grpc::Status ToGrpcStatus(const absl::Status& status, const Called& called);

}  // namespace fudai::rpc
