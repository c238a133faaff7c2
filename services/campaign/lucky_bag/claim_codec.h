// How claim.lua packs a claim, little-endian: index and template (1 byte each), opened at (6 bytes, ms), drops and cups
// filled (4 bytes each).
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/campaign/lucky_bag/lucky_bag_rules.h"

namespace fudai::lucky_bag {

// DATA_LOSS if the size is wrong.
absl::StatusOr<Claim> DecodeClaim(absl::string_view packed);

}  // namespace fudai::lucky_bag
