#pragma once

#include <grpcpp/client_context.h>

#include "absl/status/status.h"
#include "common/gateway/connect_error.h"
#include "common/gateway/http.h"

namespace fudai::gateway {

// Gives a call the metadata that its request's headers bring: Authorization, and all that begin with "fudai-". Others,
// such as cookies, are a browser's or a proxy's and stay here. INVALID_ARGUMENT for a value that is not printable
// ASCII.
absl::Status AddMetadata(const HttpRequest& request, grpc::ClientContext* context);

// What of a call's metadata goes into its answer: all but what is gRPC's own.
AnswerMetadata ForAnswer(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata);

}  // namespace fudai::gateway
