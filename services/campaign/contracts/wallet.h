#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "fudai/store/v1/records.pb.h"
#include "services/campaign/contracts/coupon_use.h"

namespace fudai::contracts {

// A coupon in a wallet.
struct OwnedCoupon {
  std::string coupon_id;
  store::v1::WalletEntry entry;
  // What holds or has used it; a reservation may be over by now.
  std::optional<CouponUse> use;
};

// A user's coupons, in no order.
struct Wallet {
  std::vector<OwnedCoupon> coupons;
  // The user has paid for an order before.
  bool has_ordered = false;
};

// Reads wallets.
class WalletReader {
 public:
  virtual ~WalletReader() = default;
  // An unknown user's wallet is empty. UNAVAILABLE; DATA_LOSS for an entry that cannot be read.
  virtual async::Task<absl::StatusOr<Wallet>> ReadWallet(std::string user_id) = 0;
};

}  // namespace fudai::contracts
