#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace fudai::replay {

// Answers counts replies by what was asked and what came of it, such as "tap already_opened".
class Answers {
 public:
  // `outcome` is an enum's name, with or without OUTCOME_ before it, or plain words.
  void Count(absl::string_view asked, absl::string_view outcome);

  const std::map<std::string, int64_t>& counts() const { return counts_; }

 private:
  std::map<std::string, int64_t> counts_;
};

}  // namespace fudai::replay
