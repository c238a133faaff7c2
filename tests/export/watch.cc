#include "tests/export/watch.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/export/memory.h"

namespace fudai::exporting {
namespace {

constexpr int kPercents[] = {0, 10, 50, 100};
// More than a pipe and a stream's buffer hold.
constexpr int64_t kBeforeTheEnd = 1000;

}  // namespace

Watch::Watch(std::vector<pid_t> processes, const database::Offsets& newest)
    : processes_(std::move(processes)), places_(newest) {}

absl::StatusOr<Watch> Watch::Of(std::vector<pid_t> processes, const database::Offsets& newest) {
  for (const pid_t process : processes) RETURN_IF_ERROR(ForgetPeak(process));
  Watch watch(std::move(processes), newest);
  RETURN_IF_ERROR(watch.TakeSample(0));
  return watch;
}

absl::Status Watch::TakeSample(int percent) {
  Sample sample{percent, {}};
  for (const pid_t process : processes_) {
    ASSIGN_OR_RETURN(sample.peaks_kb.emplace_back(), PeakOf(process));
  }
  samples_.push_back(std::move(sample));
  return absl::OkStatus();
}

absl::Status Watch::Add(int partition, int64_t number) {
  RETURN_IF_ERROR(places_.Add(partition, number));
  if (samples_.size() == std::size(kPercents)) return absl::OkStatus();
  const int percent = kPercents[samples_.size()];
  const int64_t rows = std::min(places_.total() * percent / 100, places_.total() - kBeforeTheEnd);
  return places_.count() < rows ? absl::OkStatus() : TakeSample(percent);
}

absl::Status Watch::CheckComplete() const {
  if (places_.count() == places_.total()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("of ", places_.total(), " entries ", places_.count(), " came"));
}

}  // namespace fudai::exporting
