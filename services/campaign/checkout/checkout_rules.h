// What the requests at the till must be. Pure functions; every error is INVALID_ARGUMENT and names the field.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/auth/identity.h"
#include "fudai/campaign/v1/checkout.pb.h"

namespace fudai::checkout {

absl::Status Validate(const campaign::v1::Basket& basket);
absl::Status Validate(const campaign::v1::ReserveCouponsRequest& request);
absl::Status Validate(const campaign::v1::ReverseRedemptionRequest& request);
// The requests that name an order and its user, and nothing else.
absl::Status ValidateAddress(const std::string& order_id, const std::string& user_id);

// Whose wallet a quote is for: an app user's own, whoever the ordering system names.
absl::StatusOr<std::string> WalletOwner(const campaign::v1::QuoteOrderRequest& request, const auth::Identity& caller);

// When the order is to be served: where the basket does not say, now. A moment more than 15 minutes behind now or 30
// days ahead of it is refused. Quotes and reservations judge by the same.
absl::StatusOr<int64_t> OrderMs(const campaign::v1::Basket& basket, int64_t now_ms);

// How long a reservation holds its coupons, rounded down.
int64_t HoldMs(const campaign::v1::ReserveCouponsRequest& request);

// What a repeat of a reservation must say, too; the same for every order in which the coupons are named.
std::string ContentsOf(const campaign::v1::ReserveCouponsRequest& request);

}  // namespace fudai::checkout
