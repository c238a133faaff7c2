#include "common/gateway/options.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/flags/range.h"
#include "common/status/macros.h"

namespace fudai::gateway {
namespace {

constexpr flags::Range kConnections{.least = 1, .most = 100'000};
constexpr flags::Range kBodyBytes{.least = 1 << 10, .most = 16 << 20};
constexpr absl::Duration kShortest = absl::Milliseconds(1);
constexpr absl::Duration kLongest = absl::Hours(1);

absl::Status CheckTime(absl::string_view flag, absl::Duration time) {
  if (time >= kShortest && time <= kLongest) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, " is ", absl::FormatDuration(time), "; it should be 1ms to 1h"));
}

absl::Status CheckOrigin(absl::string_view origin) {
  const bool has_scheme = absl::StartsWith(origin, "http://") || absl::StartsWith(origin, "https://");
  if (has_scheme && origin.find('/', origin.find("//") + 2) == absl::string_view::npos) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--http_origins names \"", origin,
                                                 "\"; an origin is a scheme and a host, and a port where it is not "
                                                 "the scheme's own, such as https://coffee.example"));
}

}  // namespace

absl::Status CheckOptions(const Options& options) {
  RETURN_IF_ERROR(flags::CheckRange("http_max_connections", options.max_connections, kConnections));
  RETURN_IF_ERROR(flags::CheckRange("http_max_body_bytes", static_cast<int>(options.max_body_bytes), kBodyBytes));
  RETURN_IF_ERROR(CheckTime("http_request_time", options.request_time));
  RETURN_IF_ERROR(CheckTime("http_idle_time", options.idle_time));
  RETURN_IF_ERROR(CheckTime("http_call_time", options.call_time));
  for (const std::string& origin : options.allowed_origins) RETURN_IF_ERROR(CheckOrigin(origin));
  return absl::OkStatus();
}

}  // namespace fudai::gateway
