#pragma once

#include "absl/time/time.h"
#include "fudai/campaign/v1/coupons.pb.h"
#include "services/campaign/contracts/wallet.h"

namespace fudai::contracts {

// A wallet's coupon as its owner sees it at `now`.
campaign::v1::Coupon ToCoupon(const OwnedCoupon& owned, absl::Time now);

}  // namespace fudai::contracts
