#include "common/redis/endpoint.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"

namespace fudai::redis {

absl::StatusOr<Endpoint> Endpoint::Parse(absl::string_view text) {
  Endpoint endpoint;
  if (absl::StartsWith(text, "unix:")) {
    endpoint.unix_path = std::string(text.substr(5));
    if (!endpoint.unix_path.empty()) return endpoint;
  }
  // The port is after the last colon: an address of IPv6 has colons of its own.
  const size_t colon = text.rfind(':');
  if (colon != absl::string_view::npos) {
    absl::string_view host = text.substr(0, colon);
    if (absl::ConsumePrefix(&host, "[") && !absl::ConsumeSuffix(&host, "]")) host = "";
    endpoint.host = std::string(host);
    if (!endpoint.host.empty() && absl::SimpleAtoi(text.substr(colon + 1), &endpoint.port) && endpoint.port > 0 &&
        endpoint.port < 65536) {
      return endpoint;
    }
  }
  return absl::InvalidArgumentError(absl::StrCat("--redis is \"", text, "\"; it should be unix:/path or host:port"));
}

std::string Endpoint::ToString() const {
  if (!unix_path.empty()) return absl::StrCat("unix:", unix_path);
  return absl::StrContains(host, ':') ? absl::StrCat("[", host, "]:", port) : absl::StrCat(host, ":", port);
}

absl::StatusOr<std::vector<Endpoint>> ParseEndpoints(absl::string_view text) {
  std::vector<Endpoint> endpoints;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    ASSIGN_OR_RETURN(Endpoint endpoint, Endpoint::Parse(part));
    endpoints.push_back(std::move(endpoint));
  }
  return endpoints;
}

}  // namespace fudai::redis
