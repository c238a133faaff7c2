// The order in which a wallet is shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/campaign/coupon/coupon_store.h"

namespace fudai::coupon {

// A part of a wallet, newest coupon first; coupons of one moment by their ids, from the last.
struct WalletPage {
  std::vector<OwnedCoupon> coupons;
  // Empty on the last page.
  std::string next_page_token;
};

// The page of `wallet` that `page_token` names. INVALID_ARGUMENT for a token that is none.
absl::StatusOr<WalletPage> CutPage(std::vector<OwnedCoupon> wallet, absl::string_view page_token, int page_size);

}  // namespace fudai::coupon
