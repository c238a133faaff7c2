// Usage errors: the caller wrote the command wrongly, and nothing was done. They exit 2 where other failures exit 1.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::ctl {

absl::Status UsageError(absl::string_view message);

bool IsUsageError(const absl::Status& status);

}  // namespace fudai::ctl
