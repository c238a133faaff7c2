#pragma once

#include <grpcpp/support/status.h>

#include <string>

#include "absl/status/status.h"

namespace fudai::rpc {

// What a caller sees of a status. INTERNAL, UNKNOWN and DATA_LOSS are logged with the method under a reference, and the
// caller sees INTERNAL with that reference alone: nothing internal leaks.
grpc::Status ToGrpcStatus(const absl::Status& status, const std::string& method);

}  // namespace fudai::rpc
