// What a request would reserve, by the wallet as it was read, and why it cannot. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "services/campaign/checkout/candidates.h"
#include "services/campaign/checkout/checkout_store.h"
#include "services/campaign/contracts/wallet.h"
#include "services/campaign/pricing/candidate.h"

namespace fudai::checkout {

// A user's wallet, and the terms of what is in it.
struct Purse {
  contracts::Wallet wallet;
  Versions versions;
};

struct Prepared {
  ReserveInput input;
  // The input's coupons, in the same order; the purse outlives them.
  std::vector<pricing::Candidate> candidates;
};

// What to reserve; FAILED_PRECONDITION where a coupon does not apply, INVALID_ARGUMENT where the order is for no moment
// that it can be for.
absl::StatusOr<Prepared> Prepare(const campaign::v1::ReserveCouponsRequest& request, const Purse& purse,
                                 int64_t now_ms);

// FAILED_PRECONDITION for an answer with kObstacle: something changed since the wallet was read.
absl::Status Refusal(const campaign::v1::ReserveCouponsRequest& request, const Prepared& prepared,
                     const ReserveAnswer& answer);

}  // namespace fudai::checkout
