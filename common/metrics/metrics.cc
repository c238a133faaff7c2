#include "common/metrics/metrics.h"

#include <utility>

namespace fudai::metrics {
namespace {

// Upper bounds in seconds.
const prometheus::Histogram::BucketBoundaries& RpcBuckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.00025, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16};
  return buckets;
}

}  // namespace

void RpcObserver::Observe(absl::StatusCode code, absl::Duration elapsed) const {
  const auto index = static_cast<size_t>(code);
  requests_[index < kCodes ? index : static_cast<size_t>(absl::StatusCode::kUnknown)]->Increment();
  seconds_->Observe(absl::ToDoubleSeconds(elapsed));
}

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      rpc_requests_(prometheus::BuildCounter()
                        .Name("fudai_rpc_requests_total")
                        .Help("Calls ended, by method and gRPC status code.")
                        .Register(*registry_)),
      rpc_seconds_(prometheus::BuildHistogram()
                       .Name("fudai_rpc_seconds")
                       .Help("Seconds from a call's arrival to its end, by method.")
                       .Register(*registry_)) {}

Metrics::Metrics(const Metrics& whole, prometheus::Labels labels)
    : registry_(whole.registry_),
      labels_(std::move(labels)),
      rpc_requests_(whole.rpc_requests_),
      rpc_seconds_(whole.rpc_seconds_) {}

prometheus::Labels Metrics::WithOwn(prometheus::Labels labels) const {
  labels.insert(labels_.begin(), labels_.end());
  return labels;
}

prometheus::Counter& Metrics::Counter(const MetricId& id) {
  return prometheus::BuildCounter().Name(id.name).Help(id.help).Register(*registry_).Add(WithOwn(id.labels));
}

prometheus::Gauge& Metrics::Gauge(const MetricId& id) {
  return prometheus::BuildGauge().Name(id.name).Help(id.help).Register(*registry_).Add(WithOwn(id.labels));
}

RpcObserver Metrics::ObserveRpc(absl::string_view method) {
  const std::string name(method);
  RpcObserver observer;
  for (size_t i = 0; i < RpcObserver::kCodes; ++i) {
    const std::string code = absl::StatusCodeToString(static_cast<absl::StatusCode>(i));
    observer.requests_[i] = &rpc_requests_.Add(WithOwn({{"method", name}, {"code", code}}));
  }
  observer.seconds_ = &rpc_seconds_.Add(WithOwn({{"method", name}}), RpcBuckets());
  return observer;
}

}  // namespace fudai::metrics
