#include "common/process/exit_status.h"

#include <cstdio>

#include "absl/strings/str_cat.h"

namespace fudai::process {

absl::Status ToldToEnd(absl::string_view awaited) {
  return absl::CancelledError(absl::StrCat("told to end while waiting for ", awaited));
}

int ExitStatus(absl::string_view program, const absl::Status& status) {
  if (status.ok()) return 0;
  std::fputs(absl::StrCat(program, ": ", status.message(), "\n").c_str(), stderr);
  if (absl::IsCancelled(status)) return 0;
  return absl::IsInvalidArgument(status) ? 2 : 1;
}

}  // namespace fudai::process
