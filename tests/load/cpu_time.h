#pragma once

#include <sys/types.h>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace fudai::load {

// CPU time that a process has used so far: all its threads, user and kernel. NOT_FOUND names a process that is gone.
absl::StatusOr<absl::Duration> CpuTimeOf(pid_t process);

}  // namespace fudai::load
