#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::load {

// UNKNOWN names a file that cannot be written.
absl::Status WriteFile(const std::string& path, absl::string_view text);

// `document` with `text` between the lines "<!-- NAME -->" and "<!-- /NAME -->". INVALID_ARGUMENT if it lacks them.
absl::StatusOr<std::string> WithFigures(absl::string_view document, absl::string_view name, absl::string_view text);

// Puts figures into docs/performance.md, between the lines of that name.
absl::Status WriteFigures(absl::string_view name, absl::string_view text);

}  // namespace fudai::load
