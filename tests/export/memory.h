#pragma once

#include <sys/types.h>

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace fudai::exporting {

// The most memory that a process has held at once (VmHWM), in kB. NOT_FOUND names a process that is gone.
absl::StatusOr<int64_t> PeakOf(pid_t process);

// Lets a process's peak begin anew with what it holds now. NOT_FOUND as above.
absl::Status ForgetPeak(pid_t process);

}  // namespace fudai::exporting
