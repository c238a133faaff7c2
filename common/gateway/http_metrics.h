#pragma once

#include <array>

#include "common/metrics/metrics.h"

namespace fudai::gateway {

// What a gateway reports: its open connections, and its answers by the class of their HTTP status. What was called, and
// how it went, is counted by the server that the calls go to.
class HttpMetrics {
 public:
  explicit HttpMetrics(metrics::Metrics* metrics);

  prometheus::Gauge& connections() { return connections_; }
  void CountAnswer(int http_status);

 private:
  static constexpr int kClasses = 5;  // 1xx to 5xx.

  prometheus::Gauge& connections_;
  std::array<prometheus::Counter*, kClasses> answers_;
};

}  // namespace fudai::gateway
