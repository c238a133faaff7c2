#include "services/ctl/rpc_error.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace fudai::ctl {
namespace {

// Whether UNAVAILABLE comes from the client's own gRPC library, which found nobody at the address, and not from a
// server.
bool NeverConnected(absl::string_view message) {
  return absl::StrContains(message, "failed to connect") ||
         absl::StrContains(message, "connections to all backends failing") ||
         absl::StrContains(message, "DNS resolution failed") || absl::StrContains(message, "Socket closed");
}

std::string Describe(const grpc::Status& status, const Target& target, const Settings& settings) {
  std::string message = status.error_message();
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
      if (!NeverConnected(message)) return absl::StrCat("the ", target.server, " says: ", message);
      return absl::StrCat("the ", target.server, " at ", settings.*target.address, " is not available (", message,
                          "); see that it runs, or say where it is with ", target.flag, " or ", target.env);
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return absl::StrCat("no answer from the ", target.server, " at ", settings.*target.address, " within ",
                          absl::FormatDuration(settings.timeout),
                          "; repeat the command, which is safe, or give more --timeout");
    case grpc::StatusCode::UNAUTHENTICATED:
      return absl::StrCat(
          message,
          "; give the servers' key file with --keys or FUDAI_KEYS, a token with --token or FUDAI_TOKEN, "
          "or sign in with 'fudai sign-in NAME'");
    case grpc::StatusCode::UNIMPLEMENTED:
      return absl::StrCat("what answers at ", settings.*target.address, " is no ", target.server, " (", message,
                          "); see ", target.flag, " and ", target.env);
    default:
      return absl::StrCat(message, " (", absl::StatusCodeToString(static_cast<absl::StatusCode>(status.error_code())),
                          ")");
  }
}

}  // namespace

absl::Status RpcError(const grpc::Status& status, const Target& target, const Settings& settings) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), Describe(status, target, settings));
}

}  // namespace fudai::ctl
