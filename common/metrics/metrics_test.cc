#include "common/metrics/metrics.h"

#include <prometheus/text_serializer.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::metrics {
namespace {

using ::testing::HasSubstr;

std::string Report(const Metrics& metrics) {
  return prometheus::TextSerializer().Serialize(metrics.registry()->Collect());
}

TEST(MetricsTest, RecordsCallsByMethodAndCode) {
  Metrics metrics;
  const RpcObserver open = metrics.ObserveRpc("pkg.Service/Open");
  const RpcObserver get = metrics.ObserveRpc("pkg.Service/Get");
  open.Observe(absl::StatusCode::kOk, absl::Milliseconds(3));
  open.Observe(absl::StatusCode::kOk, absl::Microseconds(300));
  open.Observe(absl::StatusCode::kUnauthenticated, absl::Milliseconds(1));
  get.Observe(absl::StatusCode::kOk, absl::Seconds(1));
  const std::string report = Report(metrics);
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_requests_total{code="OK",method="pkg.Service/Open"} 2)"));
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_requests_total{code="UNAUTHENTICATED",method="pkg.Service/Open"} 1)"));
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_requests_total{code="INTERNAL",method="pkg.Service/Open"} 0)"));
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_requests_total{code="OK",method="pkg.Service/Get"} 1)"));
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_seconds_bucket{method="pkg.Service/Open",le="0.0005"} 1)"));
  EXPECT_THAT(report, HasSubstr(R"(fudai_rpc_seconds_count{method="pkg.Service/Open"} 3)"));
}

TEST(MetricsTest, CountsCodesOutsideOfTheListAsUnknown) {
  Metrics metrics;
  metrics.ObserveRpc("pkg.Service/Open").Observe(static_cast<absl::StatusCode>(99), absl::ZeroDuration());
  EXPECT_THAT(Report(metrics), HasSubstr(R"(fudai_rpc_requests_total{code="UNKNOWN",method="pkg.Service/Open"} 1)"));
}

TEST(MetricsTest, GivesTheSameCounterForTheSameId) {
  Metrics metrics;
  const MetricId id{.name = "fudai_things_total", .help = "Things.", .labels = {{"kind", "a"}}};
  metrics.Counter(id).Increment();
  metrics.Counter(id).Increment();
  metrics.Gauge({.name = "fudai_lag_events", .help = "Lag."}).Set(12);
  const std::string report = Report(metrics);
  EXPECT_THAT(report, HasSubstr(R"(fudai_things_total{kind="a"} 2)"));
  EXPECT_THAT(report, HasSubstr("# HELP fudai_lag_events Lag."));
  EXPECT_THAT(report, HasSubstr("fudai_lag_events 12"));
}

}  // namespace
}  // namespace fudai::metrics
