#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::redis {

// Where a Redis listens.
struct Endpoint {
  std::string unix_path;  // If set, the rest is unused.
  std::string host;       // An address of IPv6 without brackets.
  int port = 0;

  // "unix:/path", "host:port" or "[::1]:port"; INVALID_ARGUMENT otherwise, saying what would be right.
  static absl::StatusOr<Endpoint> Parse(absl::string_view text);
  std::string ToString() const;

  bool operator==(const Endpoint&) const = default;
};

// Several of them, with commas between; at least one.
absl::StatusOr<std::vector<Endpoint>> ParseEndpoints(absl::string_view text);

}  // namespace fudai::redis
