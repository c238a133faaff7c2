#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "services/campaign/campaigns/compiled_version.h"
#include "tests/load/figures.h"
#include "tests/load/rig.h"
#include "tests/load/wallets.h"

namespace fudai::load {

// Coupons in the wallets that quotes are asked for.
inline constexpr int kWalletSizes[] = {5, 30, 200};

// CheckoutLoad measures what the till asks for. Owned by the benchmark; the rig outlives it.
class CheckoutLoad {
 public:
  // Fills the wallets that the quotes are for.
  static absl::StatusOr<std::unique_ptr<CheckoutLoad>> Prepare(Rig* rig);

  // One round of `acts` acts each:
  //   quote.N         QuoteOrder for wallets of N coupons
  //   pricing.N       the search for the best combination alone, in this process
  //   reserve, redeem ReserveCoupons of three coupons out of a wallet of five that nobody has used, then
  //                   RedeemReservation
  //   pay             both of them: a pair
  // INTERNAL if a quote is not what the search finds, or a reservation is not redeemed.
  absl::Status Measure(int acts, Figures* figures);

 private:
  explicit CheckoutLoad(Rig* rig) : rig_(rig) {}

  absl::Status MeasureQuotes(size_t index, int acts, Figures* figures);
  // What a wallet's best combination takes off, in fen.
  absl::StatusOr<int64_t> MeasurePricing(int size, int acts, Figures* figures);
  absl::Status MeasurePairs(int acts, Figures* figures);

  Rig* rig_;
  campaigns::CompiledVersionPtr version_;
  campaign::v1::Basket basket_;
  std::unique_ptr<Wallets> wallets_;
  // One group per wallet size.
  std::vector<std::vector<Shopper>> quoted_;
};

}  // namespace fudai::load
