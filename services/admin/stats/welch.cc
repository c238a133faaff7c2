#include "services/admin/stats/welch.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace fudai::stats {
namespace {

// Beyond it lies 2.5% on either side.
constexpr double kUpperTail = 0.025;

double Quantile(double degrees_of_freedom) {
  const boost::math::students_t_distribution<double> distribution(degrees_of_freedom);
  return boost::math::quantile(boost::math::complement(distribution, kUpperTail));
}

}  // namespace

double MeanOf(const Sample& sample) { return static_cast<double>(sample.sum) / static_cast<double>(sample.size); }

// (Σx² - (Σx)² ÷ n) ÷ (n - 1). The two terms are nearly equal where the mean is large, so they are subtracted exactly.
double VarianceOf(const Sample& sample) {
  const absl::int128 square = absl::int128{sample.sum} * sample.sum;
  const absl::int128 whole = static_cast<absl::int128>(sample.squares) - square / sample.size;
  const double rest = static_cast<double>(square % sample.size) / static_cast<double>(sample.size);
  return std::max(0.0, static_cast<double>(whole) - rest) / static_cast<double>(sample.size - 1);
}

Interval WelchInterval(const Sample& a, const Sample& b) {
  const double of_a = VarianceOf(a) / static_cast<double>(a.size), of_b = VarianceOf(b) / static_cast<double>(b.size);
  const double difference = MeanOf(a) - MeanOf(b), variance = of_a + of_b;
  if (variance == 0) return {difference, difference, difference};
  const double degrees_of_freedom =
      variance * variance /
      (of_a * of_a / static_cast<double>(a.size - 1) + of_b * of_b / static_cast<double>(b.size - 1));
  const double reach = Quantile(degrees_of_freedom) * std::sqrt(variance);
  return {difference, difference - reach, difference + reach};
}

}  // namespace fudai::stats
