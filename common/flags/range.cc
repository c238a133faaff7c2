#include "common/flags/range.h"

#include "absl/strings/str_cat.h"

namespace fudai::flags {

absl::Status CheckRange(absl::string_view flag, int value, Range range) {
  if (value >= range.least && value <= range.most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, " is ", value, "; it should be ", range.least, " to ", range.most));
}

}  // namespace fudai::flags
