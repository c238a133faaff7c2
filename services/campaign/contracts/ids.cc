#include "services/campaign/contracts/ids.h"

#include "absl/strings/str_cat.h"

namespace fudai::contracts {

std::string BagId(int partition, uint64_t bag_number) {
  return absl::StrCat(absl::Hex(partition, absl::kZeroPad2), absl::Hex(bag_number, absl::kZeroPad12));
}

std::string CouponId(absl::string_view bag_id, int index) { return absl::StrCat(bag_id, "-", index); }

}  // namespace fudai::contracts
