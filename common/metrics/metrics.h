#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/labels.h>
#include <prometheus/registry.h>

#include <array>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace fudai::metrics {

// RpcObserver records the calls of one method. Its counters are resolved when it is made, so that a call costs two
// increments. Thread-safe and cheap to copy; valid as long as the Metrics that made it.
class RpcObserver {
 public:
  // Records a call that ended with `code` after `elapsed`.
  void Observe(absl::StatusCode code, absl::Duration elapsed) const;

 private:
  friend class Metrics;
  static constexpr size_t kCodes = 17;  // OK (0) to UNAUTHENTICATED (16)

  RpcObserver() = default;

  std::array<prometheus::Counter*, kCodes> requests_{};
  prometheus::Histogram* seconds_ = nullptr;
};

// Identifies a counter or gauge. Names follow Prometheus: fudai_<what>_<unit>, with _total for counters; labels take
// few values, and never a person's or an order's id.
struct MetricId {
  std::string name;
  std::string help;
  prometheus::Labels labels;
};

// Metrics owns what a program reports to Prometheus. The wiring makes one and hands it to whoever measures; they
// resolve their counters and gauges once, when they are built, and keep the references, which live as long as the
// Metrics. Thread-safe.
//
//   prometheus::Gauge& lag = metrics.Gauge({.name = "fudai_projection_lag_events", .help = "Events to project."});
//   lag.Set(12);
class Metrics {
 public:
  Metrics();
  // A view of `whole`, with labels of its own on all that is reported through it. It shares the registry.
  Metrics(const Metrics& whole, prometheus::Labels labels);

  // The same id gets the same counter or gauge.
  prometheus::Counter& Counter(const MetricId& id);
  prometheus::Gauge& Gauge(const MetricId& id);

  // Reports fudai_rpc_requests_total{method, code} and fudai_rpc_seconds{method}; `method` is
  // "fudai.campaign.v1.OrderService/ReportOrder".
  RpcObserver ObserveRpc(absl::string_view method);

  const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

 private:
  prometheus::Labels WithOwn(prometheus::Labels labels) const;

  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Labels labels_;
  prometheus::Family<prometheus::Counter>& rpc_requests_;
  prometheus::Family<prometheus::Histogram>& rpc_seconds_;
};

}  // namespace fudai::metrics
