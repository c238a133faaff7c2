// What pricing decides about: a user's coupons, and the order that they might pay for. Plain values.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/coupon_template.pb.h"

namespace fudai::pricing {

// Who has a hold on a coupon.
enum class Hold { kFree, kAnotherOrder, kUsed };

// A coupon of the wallet that pays.
struct Candidate {
  std::string coupon_id;
  std::string campaign_id;
  int32_t campaign_version = 0;
  // Its terms; not null, and outlives the candidate.
  const campaign::v1::CouponTemplate* coupon_template = nullptr;
  // Its campaign's.
  absl::TimeZone zone;
  // The moments between which it can be used, in milliseconds since the epoch; the second is excluded.
  int64_t valid_from_ms = 0;
  int64_t expires_at_ms = 0;
  Hold hold = Hold::kFree;
  // Uses of its template by its owner that count against the template's limits, without this order; today's by `zone`.
  int uses = 0;
  int uses_today = 0;
};

// An order that is about to be paid. The basket keeps the bounds that checkout.proto states, so that no sum of its
// amounts overflows.
struct Situation {
  campaign::v1::Basket basket;
  // By the server's clock; coupons' own times are judged by it.
  int64_t now_ms = 0;
  // When the order is to be served; hours of the week and absolute windows are judged by it.
  int64_t order_ms = 0;
  // The user has not ordered before.
  bool is_first_order = false;
};

}  // namespace fudai::pricing
