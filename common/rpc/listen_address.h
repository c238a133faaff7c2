#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::rpc {

// What a server is told to listen on: "host:port" or "unix:/path".

// INVALID_ARGUMENT for what is neither of both; gRPC would take a port modulo 65536.
absl::Status CheckListen(absl::string_view listen);

// Whether a server accepts connections on a unix socket. gRPC would take the path over from it without a word.
bool IsServed(absl::string_view listen);

// What clients connect to: `listen` with the real port.
std::string WithPort(absl::string_view listen, int port);

}  // namespace fudai::rpc
