#pragma once

#include <prometheus/registry.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace prometheus {
class Exposer;
}

namespace fudai::metrics {

// MetricsEndpoint serves a registry to Prometheus over HTTP, at /metrics, on threads of its own until it is destroyed.
// Start it after the signals that main handles are blocked, since its threads inherit the mask.
class MetricsEndpoint {
 public:
  // Listens on `listen`, "host:port"; port 0 takes a free one. INVALID_ARGUMENT for what is no such address,
  // UNAVAILABLE where it cannot listen there, as when the port is in use.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Start(absl::string_view listen,
                                                                const std::shared_ptr<prometheus::Registry>& registry);
  ~MetricsEndpoint();

  // Where Prometheus finds it: "http://127.0.0.1:9464/metrics".
  const std::string& url() const { return url_; }

 private:
  MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer, std::string url);

  std::unique_ptr<prometheus::Exposer> exposer_;
  std::string url_;
};

}  // namespace fudai::metrics
