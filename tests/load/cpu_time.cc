#include "tests/load/cpu_time.h"

#include <time.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::load {

absl::StatusOr<absl::Duration> CpuTimeOf(pid_t process) {
  clockid_t clock;
  timespec used;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    return absl::NotFoundError(absl::StrCat("no process ", process, " whose CPU time could be read"));
  }
  return absl::DurationFromTimespec(used);
}

absl::StatusOr<Meter> Meter::Of(pid_t process) {
  ASSIGN_OR_RETURN(const absl::Duration start, CpuTimeOf(process));
  return Meter(process, start);
}

absl::StatusOr<double> Meter::MicrosecondsOver(size_t acts) const {
  ASSIGN_OR_RETURN(const absl::Duration now, CpuTimeOf(process_));
  return absl::ToDoubleMicroseconds(now - start_) / static_cast<double>(acts);
}

}  // namespace fudai::load
