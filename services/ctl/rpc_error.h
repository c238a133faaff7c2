#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "services/ctl/targets.h"

namespace fudai::ctl {

// An RPC's failure as one line: the server's message, and what its caller can do about it.
absl::Status RpcError(const grpc::Status& status, const Target& target, const Settings& settings);

}  // namespace fudai::ctl
