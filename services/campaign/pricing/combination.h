// What several coupons take off an order together, and whether they may.
#pragma once

#include <optional>

#include "absl/types/span.h"
#include "services/campaign/pricing/candidate.h"
#include "services/campaign/pricing/obstacle.h"

namespace fudai::pricing {

// Most coupons in an order, whatever the templates say.
inline constexpr int kMaxCouponsPerOrder = 5;

// Most coupons in an order that this one is in, 1 to 5.
int MaxCoupons(const campaign::v1::CouponTemplate& coupon_template);

// The order of application: by stacking.rank, then by benefit (item, percent, amount, delivery), then by campaign,
// template, version and coupon id.
bool AppliesBefore(const Candidate& a, const Candidate& b);

// The limits of both are counted together, whatever the version.
bool IsSameTemplate(const Candidate& a, const Candidate& b);

// Why coupons that each apply cannot be used in one order, naming the coupon that is one too many; nothing if they can.
// An exclusive coupon stands alone, others share a group and are at most as many as the strictest of them allows, a
// template's limits hold for all of its coupons together, and no coupon is there twice.
std::optional<Obstacle> CheckCombinable(absl::Span<const Candidate> coupons);

// What the coupons take off the basket, one after the other in their order of application. Each takes its share of what
// the earlier ones left, at most its template's value. Which coupons apply and combine is for the caller to know.
campaign::v1::Discount Apply(const Situation& situation, absl::Span<const Candidate> coupons);

}  // namespace fudai::pricing
