#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "grpcpp/grpcpp.h"

namespace fudai::replay {

// A channel of its own connection, which finds a restarted server within half a second.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& target);

absl::Status ToAbslStatus(const grpc::Status& status);

// A server of the replay's, and the flag that says where it is.
struct Server {
  std::string flag;
  std::string target;
};

// What a call's failure means to whoever runs the replay: where the server cannot be reached, it is named.
absl::Status NameServer(const absl::Status& status, const Server& server);

// True where the outcome is unknown or the server was not ready: the call is to be repeated with the same key.
// CANCELLED is what gRPC says of a call that reaches a server just as it begins to drain; we cancel none ourselves.
bool IsWorthRetrying(const absl::Status& status);

}  // namespace fudai::replay
