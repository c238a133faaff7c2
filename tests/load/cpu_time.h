#pragma once

#include <sys/types.h>

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace fudai::load {

// CPU time that a process has used so far: all its threads, user and kernel. NOT_FOUND names a process that is gone.
absl::StatusOr<absl::Duration> CpuTimeOf(pid_t process);

// Tells what a process spends on each of a number of acts. NOT_FOUND as above.
class Meter {
 public:
  // Begins now.
  static absl::StatusOr<Meter> Of(pid_t process);

  // CPU microseconds since the beginning, over the acts.
  absl::StatusOr<double> MicrosecondsOver(size_t acts) const;

 private:
  Meter(pid_t process, absl::Duration start) : process_(process), start_(start) {}

  pid_t process_;
  absl::Duration start_;
};

}  // namespace fudai::load
