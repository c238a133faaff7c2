#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::gateway {

// The codes of the Connect protocol (https://connectrpc.com/docs/protocol#error-codes). They are gRPC's, by names of
// their own.

// "invalid_argument"; "unknown" for OK and for what is no code.
absl::string_view ConnectCode(absl::StatusCode code);

// The HTTP status of an error's answer: 400 for INVALID_ARGUMENT. 200 for OK.
int HttpStatus(absl::StatusCode code);

}  // namespace fudai::gateway
