#include "tests/export/places.h"

#include "absl/strings/str_cat.h"

namespace fudai::exporting {

Places::Places(const database::Offsets& newest) {
  for (const int64_t number : newest) {
    came_.emplace_back(number);
    total_ += number;
  }
}

absl::Status Places::Add(int partition, int64_t number) {
  if (partition < 0 || partition >= std::ssize(came_) || number < 1 || number > std::ssize(came_[partition]))
    return absl::OutOfRangeError(absl::StrCat("the ledger has no entry ", number, " of partition ", partition));
  if (came_[partition][number - 1])
    return absl::AlreadyExistsError(absl::StrCat("entry ", number, " of partition ", partition, " came twice"));
  came_[partition][number - 1] = true;
  ++count_;
  return absl::OkStatus();
}

}  // namespace fudai::exporting
