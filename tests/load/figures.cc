#include "tests/load/figures.h"

#include <algorithm>
#include <cstddef>

namespace fudai::load {

void Figures::Add(const std::string& name, double sample) {
  std::vector<double>& samples = samples_[name];
  if (samples.empty()) names_.push_back(name);
  samples.push_back(sample);
}

Summary Figures::Of(const std::string& name) const {
  const auto found = samples_.find(name);
  if (found == samples_.end()) return {};
  std::vector<double> sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  const size_t middle = sorted.size() / 2;
  const double median = sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {.median = median, .least = sorted.front(), .most = sorted.back()};
}

}  // namespace fudai::load
