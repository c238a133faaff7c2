#include "tests/load/load_result.h"

#include <gtest/gtest.h>

namespace fudai::load {
namespace {

TEST(PercentileTest, TakesTheNearestRank) {
  LoadResult result;
  for (int ms = 100; ms > 0; --ms) result.latencies.push_back(absl::Milliseconds(ms));
  EXPECT_EQ(Percentile(result, 0), absl::Milliseconds(1));
  EXPECT_EQ(Percentile(result, 0.5), absl::Milliseconds(50));
  EXPECT_EQ(Percentile(result, 0.99), absl::Milliseconds(99));
  EXPECT_EQ(Percentile(result, 1), absl::Milliseconds(100));
}

TEST(PercentileTest, IsZeroOfNothing) { EXPECT_EQ(Percentile(LoadResult(), 0.5), absl::ZeroDuration()); }

}  // namespace
}  // namespace fudai::load
