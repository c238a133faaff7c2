#include "tests/load/cpu_time.h"

#include <time.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::load {

absl::StatusOr<absl::Duration> CpuTimeOf(pid_t process) {
  clockid_t clock;
  timespec used;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    return absl::NotFoundError(absl::StrCat("no process ", process, " whose CPU time could be read"));
  }
  return absl::DurationFromTimespec(used);
}

}  // namespace fudai::load
