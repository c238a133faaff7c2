#include "services/admin/stats/welch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace fudai::stats {
namespace {

Sample SampleOf(const std::vector<int64_t>& values) {
  Sample sample;
  for (const int64_t value : values) {
    ++sample.size;
    sample.sum += value;
    sample.squares += static_cast<absl::uint128>(absl::int128{value} * value);
  }
  return sample;
}

// Worked out apart: 19.9019 degrees of freedom, and the quantile by integrating Student's density.
TEST(WelchIntervalTest, AgreesWithAnIntegration) {
  const std::vector<int64_t> a = {275, 210, 190, 233, 236, 226, 208, 277, 222, 268};
  const std::vector<int64_t> b = {273, 262, 241, 242, 198, 231, 233, 212, 272, 310, 296, 222};
  const Interval interval = WelchInterval(SampleOf(a), SampleOf(b));
  EXPECT_NEAR(interval.difference, -14.8333, 1e-4);
  EXPECT_NEAR(interval.low, -43.2330, 1e-4);
  EXPECT_NEAR(interval.high, 13.5664, 1e-4);
}

TEST(WelchIntervalTest, OfEqualValuesHasNoWidth) {
  const Interval interval = WelchInterval(SampleOf({5, 5, 5}), SampleOf({2, 2}));
  EXPECT_EQ(interval.low, 3);
  EXPECT_EQ(interval.high, 3);
}

TEST(VarianceOfTest, IsExactWhereTheMeanIsLarge) {
  constexpr int64_t kMean = int64_t{1} << 52;
  EXPECT_EQ(VarianceOf(SampleOf({kMean - 1, kMean, kMean + 1})), 1);
  EXPECT_EQ(VarianceOf(SampleOf({-3, -1})), 2);
  EXPECT_EQ(VarianceOf(SampleOf({0, 0, 1, 1})), 1.0 / 3);
}

// Customers who spend alike, however the campaign treats them: many nothing, and few very much. The same on each
// machine: the standard's distributions would not be.
class Customers {
 public:
  // Of the order's logarithm; a larger one makes the tail longer.
  explicit Customers(double deviation) : deviation_(deviation) {}

  Sample Draw(int size) {
    std::vector<int64_t> spent(size);
    for (int64_t& each : spent) each = DrawOne();
    return SampleOf(spent);
  }

 private:
  static constexpr double kShareWithoutOrder = 0.7;
  static constexpr double kShareOfFurtherOrders = 0.65;
  static constexpr double kMeanLogOfOrder = 8;  // 30 yuan

  double Uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  double Normal() { return std::sqrt(-2 * std::log(1 - Uniform())) * std::cos(2 * M_PI * Uniform()); }
  int64_t DrawOne() {
    int64_t fen = 0;
    if (Uniform() < kShareWithoutOrder) return fen;
    do {
      fen += std::llround(std::exp(kMeanLogOfOrder + deviation_ * Normal()));
    } while (Uniform() < kShareOfFurtherOrders);
    return fen;
  }

  double deviation_;
  std::mt19937_64 random_{20260301};
};

// The share of A/A tests whose interval holds zero.
double Coverage(double deviation, int treated, int held_out) {
  constexpr int kRuns = 2000;
  Customers customers(deviation);
  int covered = 0;
  for (int run = 0; run < kRuns; ++run) {
    const Sample first = customers.Draw(treated), second = customers.Draw(held_out);
    const Interval interval = WelchInterval(first, second);
    if (interval.low <= 0 && interval.high >= 0) ++covered;
  }
  return static_cast<double>(covered) / kRuns;
}

// With as few customers as QueryHoldout says something of.
TEST(WelchIntervalTest, HoldsZeroInNineteenOfTwentyTestsWithoutEffect) {
  EXPECT_NEAR(Coverage(0.7, 500, 500), 0.95, 0.015);
  EXPECT_NEAR(Coverage(0.7, 4500, 500), 0.95, 0.015) << "a tenth is left out";
  EXPECT_NEAR(Coverage(1.0, 2000, 500), 0.95, 0.015) << "a longer tail";
}

}  // namespace
}  // namespace fudai::stats
