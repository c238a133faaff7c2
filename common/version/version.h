#pragma once

#include "absl/strings/string_view.h"

namespace fudai::version {

// The project's version, such as "0.1.0", as the topmost CMakeLists.txt says.
absl::string_view Version();

}  // namespace fudai::version
