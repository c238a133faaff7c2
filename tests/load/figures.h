#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::load {

// What the rounds of a benchmark say of one figure.
struct Summary {
  double median = 0;
  double least = 0;
  double most = 0;
};

// Figures collects, round by round, the samples of named figures such as "open.64.redis_us": what was measured, how,
// and in which unit.
class Figures {
 public:
  void Add(const std::string& name, double sample);

  bool Has(const std::string& name) const { return samples_.contains(name); }
  // Zeros for a name that was never added.
  Summary Of(const std::string& name) const;
  // In the order in which they were first added.
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::vector<double>> samples_;
  std::vector<std::string> names_;
};

}  // namespace fudai::load
