#include "services/campaign/pricing/combination.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "services/campaign/pricing/benefit.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::Discount;

constexpr int kDefaultMaxCoupons = 2;

int PlaceOfBenefit(const CouponTemplate& terms) {
  switch (terms.benefit_case()) {
    case CouponTemplate::kFixedPrice:
    case CouponTemplate::kFreeItem:
    case CouponTemplate::kBuyXGetY:
      return 0;
    case CouponTemplate::kPercentOff:
      return 1;
    case CouponTemplate::kAmountOff:
    case CouponTemplate::BENEFIT_NOT_SET:
      return 2;
    case CouponTemplate::kFreeDelivery:
      break;
  }
  return 3;
}

auto PlaceOf(const Candidate& candidate) {
  const CouponTemplate& terms = *candidate.coupon_template;
  return std::make_tuple(terms.stacking().rank(), PlaceOfBenefit(terms), std::cref(candidate.campaign_id),
                         std::cref(terms.template_id()), candidate.campaign_version, std::cref(candidate.coupon_id));
}

bool AreOfOneGroup(const Candidate& a, const Candidate& b) {
  return a.coupon_template->stacking().group() == b.coupon_template->stacking().group();
}

int CountSameCoupon(const Candidate& coupon, absl::Span<const Candidate> coupons) {
  return static_cast<int>(std::count_if(coupons.begin(), coupons.end(),
                                        [&](const Candidate& c) { return c.coupon_id == coupon.coupon_id; }));
}

int CountSameTemplate(const Candidate& coupon, absl::Span<const Candidate> coupons) {
  return static_cast<int>(
      std::count_if(coupons.begin(), coupons.end(), [&](const Candidate& c) { return IsSameTemplate(c, coupon); }));
}

void AddApplied(const Candidate& candidate, int64_t discount_fen, Discount* discount) {
  campaign::v1::AppliedCoupon& applied = *discount->add_coupons();
  applied.set_coupon_id(candidate.coupon_id);
  applied.set_campaign_id(candidate.campaign_id);
  applied.set_template_id(candidate.coupon_template->template_id());
  applied.set_display_name(candidate.coupon_template->display_name());
  applied.set_discount_fen(discount_fen);
}

}  // namespace

int MaxCoupons(const CouponTemplate& coupon_template) {
  const campaign::v1::Stacking& stacking = coupon_template.stacking();
  if (stacking.group().empty()) return 1;
  return stacking.max_coupons() == 0 ? kDefaultMaxCoupons : std::min(stacking.max_coupons(), kMaxCouponsPerOrder);
}

bool AppliesBefore(const Candidate& a, const Candidate& b) { return PlaceOf(a) < PlaceOf(b); }

bool IsSameTemplate(const Candidate& a, const Candidate& b) {
  return a.campaign_id == b.campaign_id && a.coupon_template->template_id() == b.coupon_template->template_id();
}

std::optional<Obstacle> CheckCombinable(absl::Span<const Candidate> coupons) {
  for (const Candidate& coupon : coupons) {
    if (!AreOfOneGroup(coupon, coupons[0]) || static_cast<int>(coupons.size()) > MaxCoupons(*coupon.coupon_template) ||
        CountSameCoupon(coupon, coupons) > 1) {
      return Obstacle{CouponObstacle::REASON_NOT_COMBINABLE, coupon};
    }
    if (CountSameTemplate(coupon, coupons) > UsesLeft(coupon)) {
      return Obstacle{CouponObstacle::REASON_LIMIT_REACHED, coupon};
    }
  }
  return std::nullopt;
}

Discount Apply(const Situation& situation, absl::Span<const Candidate> coupons) {
  std::vector<const Candidate*> in_order;
  for (const Candidate& coupon : coupons) in_order.push_back(&coupon);
  std::sort(in_order.begin(), in_order.end(),
            [](const Candidate* a, const Candidate* b) { return AppliesBefore(*a, *b); });

  const Remaining whole = WholeCost(situation.basket);
  Remaining remaining = whole;
  Discount discount;
  for (const Candidate* coupon : in_order) {
    AddApplied(*coupon, TakeOff(Prepare(*coupon->coupon_template, situation.basket), &remaining), &discount);
  }
  discount.set_total_fen(whole.total_fen());
  discount.set_payable_fen(remaining.total_fen());
  discount.set_discount_fen(whole.total_fen() - remaining.total_fen());
  for (size_t i = 0; i < whole.lines_fen.size(); ++i) {
    discount.add_line_discounts_fen(whole.lines_fen[i] - remaining.lines_fen[i]);
  }
  discount.set_delivery_discount_fen(whole.delivery_fen - remaining.delivery_fen);
  return discount;
}

}  // namespace fudai::pricing
