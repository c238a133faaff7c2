#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::rpc {

// What a call's metadata may take up in bytes, as HTTP/2 counts them: names, values, and 32 for each entry.
inline constexpr int kMaxMetadataBytes = 8 << 10;

// Beyond this gRPC ends the connection with every call on it (1.51 does, though only one call is at fault). It is more
// than proxies pass on unless they are told to, so that nobody ends the calls of others behind the same proxy.
inline constexpr int kMaxMetadataBytesOfGrpc = 256 << 10;

// The value of the entry `key`; empty if there is none.
absl::string_view Metadata(const grpc::ServerContextBase& context, const char* key);

// RESOURCE_EXHAUSTED if the call brings more than kMaxMetadataBytes.
absl::Status CheckMetadata(const grpc::ServerContextBase& context);

}  // namespace fudai::rpc
