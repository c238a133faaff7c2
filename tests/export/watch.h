#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/export/places.h"

namespace fudai::exporting {

// The peaks of memory so far, when an export had brought so much of the ledger.
struct Sample {
  int percent = 0;
  std::vector<int64_t> peaks_kb;  // Of each process watched.
};

// Watches the memory of processes while an export goes on: before it, at a tenth of the ledger, at half of it, and
// shortly before its end, while a program that exports has something left to write.
class Watch {
 public:
  // Forgets the peaks so far. NOT_FOUND names a process that is gone.
  static absl::StatusOr<Watch> Of(std::vector<pid_t> processes, const database::Offsets& newest);

  // Counts an entry that has come, and looks at the peaks. Errors are those of Places and PeakOf.
  absl::Status Add(int partition, int64_t number);

  // DATA_LOSS unless every entry has come.
  absl::Status CheckComplete() const;
  int64_t rows() const { return places_.count(); }
  const std::vector<Sample>& samples() const { return samples_; }

 private:
  Watch(std::vector<pid_t> processes, const database::Offsets& newest);

  absl::Status TakeSample(int percent);

  std::vector<pid_t> processes_;
  Places places_;
  std::vector<Sample> samples_;
};

}  // namespace fudai::exporting
