#include "services/admin/projection/money.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/hours_buckets.h"

namespace fudai::projection {
namespace {

using event::v1::BagOpened;
using event::v1::CouponUsed;
using event::v1::LiabilityExpired;
using rollups::Rollup;

// Counts one template's coupons on the day of one event.
class Counter {
 public:
  Counter(int64_t ms, std::string campaign_id, std::string template_id, RollupCounts* counts)
      : ms_(ms), campaign_id_(std::move(campaign_id)), template_id_(std::move(template_id)), counts_(counts) {}

  // Adds to the campaign, by template, and to the chain, where templates of different campaigns have nothing in common.
  void Add(Rollup rollup, int64_t units) {
    counts_->AddTo(kChain, {rollup, ms_, "", units});
    AddByTemplate(rollup, units);
  }
  // Adds to the campaign alone.
  void AddByTemplate(Rollup rollup, int64_t units) { counts_->AddTo(campaign_id_, {rollup, ms_, template_id_, units}); }
  void AddTimeToUse(int64_t given_at_ms) {
    const std::string dimension = absl::StrCat(template_id_, "/", rollups::HoursBucket(ms_ - given_at_ms));
    counts_->AddTo(campaign_id_, {Rollup::kTimeToUse, ms_, dimension});
  }

 private:
  const int64_t ms_;
  const std::string campaign_id_;
  const std::string template_id_;
  RollupCounts* counts_;
};

void CountGiven(int64_t ms, const BagOpened& open, RollupCounts* counts) {
  Counter coupon(ms, open.campaign_id(), open.template_id(), counts);
  coupon.Add(Rollup::kLiabilityFen, open.value_fen());
  coupon.AddByTemplate(Rollup::kCouponsGiven, 1);
  if (open.cups_filled() == 0) return;
  Counter free_coffees(ms, open.campaign_id(), open.free_coffee_template_id(), counts);
  free_coffees.Add(Rollup::kLiabilityFen, open.cups_filled() * open.free_coffee_value_fen());
  free_coffees.AddByTemplate(Rollup::kCouponsGiven, open.cups_filled());
}

// An order with several coupons counts with the first of them, of the template, of the campaign, and in all.
void CountBasket(int64_t ms, const CouponUsed& use, Counter* coupon, RollupCounts* counts) {
  const auto count_order = [&](const std::string& scope) {
    counts->AddTo(scope, {Rollup::kCouponOrders, ms});
    counts->AddTo(scope, {Rollup::kCouponRevenueFen, ms, "", use.payable_fen()});
  };
  if (use.first_of_order()) count_order(kChain);
  if (use.first_of_campaign()) count_order(use.campaign_id());
  if (!use.first_of_template()) return;
  coupon->AddByTemplate(Rollup::kBaskets, 1);
  coupon->AddByTemplate(Rollup::kBasketFen, use.basket_fen());
  coupon->AddByTemplate(Rollup::kBasketItems, use.items());
}

void CountRedeemed(int64_t ms, const CouponUsed& use, Counter* coupon, RollupCounts* counts) {
  coupon->Add(Rollup::kCouponsRedeemed, 1);
  coupon->Add(Rollup::kRedeemedFen, use.value_fen());
  coupon->Add(Rollup::kDiscountFen, use.discount_fen());
  if (use.given_at_ms() != 0) coupon->AddTimeToUse(use.given_at_ms());
  CountBasket(ms, use, coupon, counts);
}

void CountUse(int64_t ms, const CouponUsed& use, RollupCounts* counts) {
  Counter coupon(ms, use.campaign_id(), use.template_id(), counts);
  switch (use.step()) {
    case CouponUsed::STEP_REDEEMED:
      return CountRedeemed(ms, use, &coupon, counts);
    case CouponUsed::STEP_REVERSED:
      return coupon.Add(Rollup::kReversedFen, use.reversed_fen());
    case CouponUsed::STEP_RETURNED:
      coupon.Add(Rollup::kReturnedFen, use.value_fen());
      return coupon.AddByTemplate(Rollup::kCouponsReturned, 1);
    default:
      return;
  }
}

void CountExpired(int64_t ms, const LiabilityExpired& expired, RollupCounts* counts) {
  Counter coupons(ms, expired.campaign_id(), expired.template_id(), counts);
  coupons.Add(Rollup::kExpiredFen, expired.coupons() * expired.value_fen());
  coupons.AddByTemplate(Rollup::kCouponsExpired, expired.coupons());
}

}  // namespace

void CountMoney(const event::v1::Event& event, RollupCounts* counts) {
  const int64_t ms = event.occurred_at_ms();
  if (event.has_bag_opened()) CountGiven(ms, event.bag_opened(), counts);
  if (event.has_coupon_used()) CountUse(ms, event.coupon_used(), counts);
  if (event.has_liability_expired()) CountExpired(ms, event.liability_expired(), counts);
}

}  // namespace fudai::projection
