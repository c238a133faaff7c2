#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/script.h"
#include "fudai/store/v1/records.pb.h"
#include "services/campaign/contracts/coupon_crediter.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::coupon {

// A coupon in a wallet.
struct OwnedCoupon {
  std::string coupon_id;
  store::v1::WalletEntry entry;
};

// The script of a credit; its file says what it takes.
const redis::Script& CreditScript();

// Users' wallets. Errors: UNAVAILABLE, and DATA_LOSS for an entry that cannot be read.
class CouponStore final : public contracts::CouponCrediter {
 public:
  explicit CouponStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  async::Task<absl::StatusOr<contracts::Credited>> Credit(contracts::CouponCredit credit) override;
  // All coupons of a user, in no order.
  async::Task<absl::StatusOr<std::vector<OwnedCoupon>>> ReadWallet(std::string user_id);
  // One coupon of a user; nothing if they have no such coupon.
  async::Task<absl::StatusOr<std::optional<OwnedCoupon>>> ReadCoupon(std::string user_id, std::string coupon_id);

 private:
  contracts::StoreAccess access_;
};

}  // namespace fudai::coupon
