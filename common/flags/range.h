#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::flags {

// The values that an integer flag may have, both ends included.
struct Range {
  int least = 0;
  int most = 0;
};

// INVALID_ARGUMENT, naming the flag, its value and the range, unless the value is in it.
absl::Status CheckRange(absl::string_view flag, int value, Range range);

}  // namespace fudai::flags
