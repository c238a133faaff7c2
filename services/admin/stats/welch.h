#pragma once

#include <cstdint>

#include "absl/numeric/int128.h"

namespace fudai::stats {

// The sums of a sample of whole numbers.
struct Sample {
  int64_t size = 0;
  int64_t sum = 0;
  absl::uint128 squares = 0;
};

// Of a sample that is not empty.
double MeanOf(const Sample& sample);

// The unbiased variance of what a sample of at least two was drawn from.
double VarianceOf(const Sample& sample);

// A difference of means, and its 95% confidence interval.
struct Interval {
  double difference = 0;
  double low = 0;
  double high = 0;
};

// mean(a) - mean(b) of two samples of at least two each, by Welch's t-test: samples of unequal sizes and variances
// (Welch 1947, with the degrees of freedom of Welch and Satterthwaite). Samples without any variance have an interval
// of no width.
Interval WelchInterval(const Sample& a, const Sample& b);

}  // namespace fudai::stats
