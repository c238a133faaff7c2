#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "grpcpp/grpcpp.h"

namespace fudai::replay {

// A channel of its own connection, which finds a restarted server within half a second.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& target);

absl::Status ToAbslStatus(const grpc::Status& status);

// True where the outcome is unknown or the server was not ready: the call is to be repeated with the same key.
// CANCELLED is what gRPC says of a call that reaches a server just as it begins to drain; we cancel none ourselves.
bool IsWorthRetrying(const absl::Status& status);

}  // namespace fudai::replay
