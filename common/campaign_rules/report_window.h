#pragma once

#include "absl/time/time.h"

namespace fudai::campaign_rules {

// How long after it was paid an order can be reported, and a refund after it was made.
inline constexpr absl::Duration kLatestReport = absl::Hours(24 * 30);

}  // namespace fudai::campaign_rules
