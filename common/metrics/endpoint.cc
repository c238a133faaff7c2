#include "common/metrics/endpoint.h"

#include <prometheus/exposer.h>

#include <exception>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace fudai::metrics {
namespace {

constexpr int kMaxPort = 65535;
constexpr size_t kThreads = 2;

// The host of "host:port"; empty if `listen` is not of that form.
absl::string_view HostOf(absl::string_view listen) {
  const size_t colon = listen.rfind(':');
  int port = -1;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(listen.substr(colon + 1), &port)) return {};
  return port >= 0 && port <= kMaxPort ? listen.substr(0, colon) : absl::string_view();
}

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Start(
    absl::string_view listen, const std::shared_ptr<prometheus::Registry>& registry) {
  const absl::string_view host = HostOf(listen);
  if (host.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("metrics: \"", listen, "\" is no address, need host:port, such as 127.0.0.1:9464"));
  }
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(std::string(listen), kThreads);
    exposer->RegisterCollectable(registry);
    std::string url = absl::StrCat("http://", host, ":", exposer->GetListeningPorts().front(), "/metrics");
    return std::unique_ptr<MetricsEndpoint>(new MetricsEndpoint(std::move(exposer), std::move(url)));
  } catch (const std::exception&) {
    return absl::UnavailableError(absl::StrCat("metrics: cannot listen on ", listen,
                                               ": the port is in use, or the address is not this machine's"));
  }
}

MetricsEndpoint::MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer, std::string url)
    : exposer_(std::move(exposer)), url_(std::move(url)) {}

MetricsEndpoint::~MetricsEndpoint() = default;

}  // namespace fudai::metrics
