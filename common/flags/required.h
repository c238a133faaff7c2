#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::flags {

// INVALID_ARGUMENT, naming the flag and what would be right, if its value is empty: for a flag that has no default.
absl::Status CheckGiven(absl::string_view flag, absl::string_view value, absl::string_view right);

}  // namespace fudai::flags
