#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace fudai::gateway {

// How a gateway listens, and what it bounds.
struct Options {
  // "host:port"; port 0 takes a free one.
  std::string listen;
  // Origins whose pages may call, such as "https://coffee.example"; those of the gateway's own page always may.
  std::vector<std::string> allowed_origins;

  // The bytes of a request's head, and of its body: as much as gRPC takes of a message.
  size_t max_head_bytes = 16 << 10;
  size_t max_body_bytes = 1 << 20;
  // Open connections; one more is answered 503 and closed.
  int max_connections = 4096;
  // How long a request may take to arrive, and one piece of an answer to be taken.
  absl::Duration request_time = absl::Seconds(10);
  absl::Duration write_time = absl::Seconds(30);
  // How long a connection may stay open between requests.
  absl::Duration idle_time = absl::Seconds(60);
  // The deadline of a unary call, and the most that Connect-Timeout-Ms may ask for.
  absl::Duration call_time = absl::Seconds(30);
  // Answers of at least so many bytes are compressed for clients that take gzip.
  size_t compress_from_bytes = 1024;
};

// INVALID_ARGUMENT, in the words of the flags (flags.h), for a bound that makes no sense.
absl::Status CheckOptions(const Options& options);

}  // namespace fudai::gateway
