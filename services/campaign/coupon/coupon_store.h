#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/redis/script.h"
#include "services/campaign/contracts/coupon_crediter.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/contracts/wallet.h"

namespace fudai::coupon {

using contracts::OwnedCoupon;

// The script of a credit; its file says what it takes.
const redis::Script& CreditScript();

// Users' wallets. Errors: UNAVAILABLE, and DATA_LOSS for an entry that cannot be read.
class CouponStore final : public contracts::CouponCrediter, public contracts::WalletReader {
 public:
  explicit CouponStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  async::Task<absl::StatusOr<contracts::Credited>> Credit(contracts::CouponCredit credit) override;
  async::Task<absl::StatusOr<contracts::Wallet>> ReadWallet(std::string user_id) override;
  // One coupon of a user; nothing if they have no such coupon.
  async::Task<absl::StatusOr<std::optional<OwnedCoupon>>> ReadCoupon(std::string user_id, std::string coupon_id);

 private:
  contracts::StoreAccess access_;
};

}  // namespace fudai::coupon
