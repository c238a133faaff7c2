#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/admin/database/offsets.h"

namespace fudai::exporting {

// Which of a ledger's entries an export has brought so far.
class Places {
 public:
  // Of a ledger whose partitions end with these numbers.
  explicit Places(const database::Offsets& newest);

  // Counts an entry. OUT_OF_RANGE for one that the ledger does not have, ALREADY_EXISTS for one that came before.
  absl::Status Add(int partition, int64_t number);

  int64_t count() const { return count_; }
  // Of the whole ledger.
  int64_t total() const { return total_; }

 private:
  std::vector<std::vector<bool>> came_;  // By partition and number, from 0.
  int64_t count_ = 0;
  int64_t total_ = 0;
};

}  // namespace fudai::exporting
