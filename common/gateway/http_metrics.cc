#include "common/gateway/http_metrics.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace fudai::gateway {

HttpMetrics::HttpMetrics(metrics::Metrics* metrics)
    : connections_(metrics->Gauge({.name = "fudai_http_connections", .help = "Open HTTP connections."})) {
  for (int i = 0; i < kClasses; ++i) {
    answers_[i] = &metrics->Counter({.name = "fudai_http_answers_total",
                                     .help = "HTTP requests answered, by the class of their status.",
                                     .labels = {{"status", absl::StrCat(i + 1, "xx")}}});
  }
}

void HttpMetrics::CountAnswer(int http_status) {
  answers_[std::clamp(http_status / 100, 1, kClasses) - 1]->Increment();
}

}  // namespace fudai::gateway
