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

struct WalletPageRequest {
  absl::string_view owner_id;
  absl::string_view page_token;
  int page_size = 0;
};

// The page of `wallet` that is asked for. INVALID_ARGUMENT for a token that no list of this owner's coupons gave.
absl::StatusOr<WalletPage> CutPage(std::vector<OwnedCoupon> wallet, const WalletPageRequest& request);

}  // namespace fudai::coupon
