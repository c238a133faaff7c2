#pragma once

#include <string>

#include "absl/time/time.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "fudai/store/v1/records.pb.h"

namespace fudai::contracts {

// A wallet's entry as its owner sees it at `now`.
campaign::v1::Coupon ToCoupon(const std::string& coupon_id, const store::v1::WalletEntry& entry, absl::Time now);

}  // namespace fudai::contracts
