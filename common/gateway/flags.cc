#include "common/gateway/flags.h"

#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/time/time.h"

ABSL_FLAG(std::string, http_listen, "",
          "address of HTTP/1.1 with the Connect protocol, host:port; port 0 takes a free one; empty for none");
ABSL_FLAG(std::vector<std::string>, http_origins, {},
          "origins whose pages may call over HTTP, such as https://coffee.example, with commas between");
ABSL_FLAG(int, http_max_connections, fudai::gateway::Options{}.max_connections,
          "HTTP connections that may be open at once, 1 to 100000; one more is answered 503");
ABSL_FLAG(int, http_max_body_bytes, static_cast<int>(fudai::gateway::Options{}.max_body_bytes),
          "bytes of an HTTP request's body, 1024 to 16777216");
ABSL_FLAG(absl::Duration, http_request_time, fudai::gateway::Options{}.request_time,
          "how long an HTTP request may take to arrive, 1ms to 1h");
ABSL_FLAG(absl::Duration, http_idle_time, fudai::gateway::Options{}.idle_time,
          "how long an HTTP connection may stay open between requests, 1ms to 1h");
ABSL_FLAG(absl::Duration, http_call_time, fudai::gateway::Options{}.call_time,
          "deadline of a unary call over HTTP that asks for none, and the longest that one may ask for, 1ms to 1h");

namespace fudai::gateway {

Options OptionsFromFlags() {
  Options options;
  options.listen = absl::GetFlag(FLAGS_http_listen);
  options.allowed_origins = absl::GetFlag(FLAGS_http_origins);
  options.max_connections = absl::GetFlag(FLAGS_http_max_connections);
  options.max_body_bytes = absl::GetFlag(FLAGS_http_max_body_bytes);
  options.request_time = absl::GetFlag(FLAGS_http_request_time);
  options.idle_time = absl::GetFlag(FLAGS_http_idle_time);
  options.call_time = absl::GetFlag(FLAGS_http_call_time);
  return options;
}

}  // namespace fudai::gateway
