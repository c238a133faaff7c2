// How bags and coupons are named to callers. Partitions and bag numbers are in lower hexadecimal.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace fudai::contracts {

// "<partition, 2 digits><bag number, 12 digits>"
std::string BagId(int partition, uint64_t bag_number);

// The coupon at a position of a bag, from 0: "<bag id>-<index>". A full cup's coupons are "<bag id>-<index>f<k>" of the
// open that filled it; claim.lua makes those.
std::string CouponId(absl::string_view bag_id, int index);

}  // namespace fudai::contracts
