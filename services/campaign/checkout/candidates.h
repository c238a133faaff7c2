// A wallet's coupons as pricing sees them. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/campaign/campaigns/compiled_version.h"
#include "services/campaign/contracts/wallet.h"
#include "services/campaign/pricing/candidate.h"

namespace fudai::checkout {

// The versions that a wallet's coupons follow, by campaign and number.
using Versions = absl::flat_hash_map<std::pair<std::string, int32_t>, campaigns::CompiledVersionPtr>;

// The moment and the order that coupons are looked at for. Coupons that `order_id` itself holds or has used count as
// free; empty: for no order yet.
struct Occasion {
  int64_t now_ms = 0;
  std::string order_id;
};

// One candidate per coupon whose version and template are in `versions`, which must outlive them; in the wallet's
// order.
std::vector<pricing::Candidate> CandidatesOf(const contracts::Wallet& wallet, const Versions& versions,
                                             const Occasion& occasion);

// Whether a coupon for a first order can be the order's: the user has reported no order, and no other order holds or
// has used such a coupon.
bool IsFirstOrder(const contracts::Wallet& wallet, const Occasion& occasion);

}  // namespace fudai::checkout
