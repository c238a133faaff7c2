#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "services/campaign/campaigns/compiled_version.h"
#include "tests/load/store.h"

namespace fudai::load {

// The campaign of wallet-campaign.json, which gave the wallets' coupons: fifteen templates, some in two groups that
// stack, some exclusive, some that do not apply to the basket. It is over, so that no order gets a bag of it.
inline constexpr char kWalletCampaign[] = "wallets";

// As it is published. INVALID_ARGUMENT names a file that cannot be read.
absl::StatusOr<campaigns::CompiledVersionPtr> ReadWalletCampaign();
// What everybody buys: wallet-basket.json. Errors as above.
absl::StatusOr<campaign::v1::Basket> ReadBasket();

// Somebody who has coupons.
struct Shopper {
  std::string user_id;
  // In the order of their templates.
  std::vector<std::string> coupon_ids;
};

// The wallet of `size` coupons, of one template after the other, each given a minute later than the one before.
contracts::Wallet MakeWallet(const campaigns::CompiledVersion& version, int size);

struct WalletOrder {
  int shoppers = 0;
  // Coupons of each.
  int size = 0;
};

// Wallets credits coupons into a store that a server serves. Owned by the benchmark.
class Wallets {
 public:
  // Both outlive it.
  Wallets(Store* store, const campaigns::CompiledVersion* version) : store_(store), version_(version) {}

  // Shoppers whom nobody has met before. UNAVAILABLE if the store does not answer.
  absl::StatusOr<std::vector<Shopper>> Fill(WalletOrder order);

 private:
  Store* store_;
  const campaigns::CompiledVersion* version_;
  int shoppers_ = 0;
};

}  // namespace fudai::load
