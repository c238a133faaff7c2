#include "tests/export/memory.h"

#include <fstream>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace fudai::exporting {

absl::StatusOr<int64_t> PeakOf(pid_t process) {
  std::ifstream status(absl::StrCat("/proc/", process, "/status"));
  for (std::string line; std::getline(status, line);) {
    absl::string_view rest = line;
    int64_t peak = 0;
    if (absl::ConsumePrefix(&rest, "VmHWM:") && absl::ConsumeSuffix(&rest, " kB") && absl::SimpleAtoi(rest, &peak))
      return peak;
  }
  return absl::NotFoundError(absl::StrCat("no process ", process, " whose memory could be read"));
}

absl::Status ForgetPeak(pid_t process) {
  std::ofstream references(absl::StrCat("/proc/", process, "/clear_refs"));
  references << "5" << std::flush;
  if (references.good()) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("no process ", process, " whose peak could be forgotten"));
}

}  // namespace fudai::exporting
