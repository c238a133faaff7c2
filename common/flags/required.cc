#include "common/flags/required.h"

#include "absl/strings/str_cat.h"

namespace fudai::flags {

absl::Status CheckGiven(absl::string_view flag, absl::string_view value, absl::string_view right) {
  if (!value.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--", flag, " is missing; it should be ", right));
}

}  // namespace fudai::flags
