// What one coupon takes off what a basket still costs. Private to this room.
//
// DiscountOf never falls when some line or the delivery fee costs more (the order of units by price, which decides what
// BuyXGetY gives away, does not change as coupons are applied). So what a coupon takes off the whole basket is the most
// that it can take off after other coupons, which is what lets best_combination.h leave most combinations out.
#pragma once

#include <cstdint>
#include <vector>

#include "services/campaign/pricing/candidate.h"

namespace fudai::pricing {

// What a basket still costs.
struct Remaining {
  // By line, in fen.
  std::vector<int64_t> lines_fen;
  int64_t delivery_fen = 0;

  int64_t total_fen() const;
};

// The whole basket.
Remaining WholeCost(const campaign::v1::Basket& basket);

// The part of an eligible line that a coupon's benefit is about, in fen: the whole line, or some of its units.
struct Slice {
  int line = 0;
  int64_t cost_fen = 0;
};

// A coupon whose terms have been applied to a basket. Refers to the coupon's template.
struct PreparedCoupon {
  const campaign::v1::CouponTemplate* coupon_template = nullptr;
  // One per eligible line that the benefit is about.
  std::vector<Slice> slices;
};

PreparedCoupon Prepare(const campaign::v1::CouponTemplate& coupon_template, const campaign::v1::Basket& basket);

// The lines that pass the template's SKU and category conditions, as indexes.
std::vector<int> EligibleLines(const campaign::v1::CouponTemplate& coupon_template, const campaign::v1::Basket& basket);

// Units on those lines.
int64_t CountUnits(const campaign::v1::Basket& basket, const std::vector<int>& lines);

// What the coupon takes off, in fen: at most the template's value, and never more than what its slices still cost.
int64_t DiscountOf(const PreparedCoupon& coupon, const Remaining& remaining);

// Takes it off, and returns it. Several lines share it by what their slices still cost, rounded by largest remainder,
// so that the shares add up exactly; of equal remainders the earlier line's is rounded up.
int64_t TakeOff(const PreparedCoupon& coupon, Remaining* remaining);

}  // namespace fudai::pricing
