#include "services/campaign/pricing/benefit.h"

#include <algorithm>
#include <numeric>

#include "absl/numeric/int128.h"
#include "absl/strings/string_view.h"

namespace fudai::pricing {
namespace {

using campaign::v1::Basket;
using campaign::v1::BasketLine;
using campaign::v1::BuyXGetY;
using campaign::v1::CouponConditions;
using campaign::v1::CouponTemplate;
using Names = google::protobuf::RepeatedPtrField<std::string>;

bool Has(const Names& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool Passes(absl::string_view name, const Names& included, const Names& excluded) {
  return (included.empty() || Has(included, name)) && !Has(excluded, name);
}

bool IsEligible(const BasketLine& line, const CouponConditions& conditions) {
  return Passes(line.sku(), conditions.skus(), conditions.excluded_skus()) &&
         Passes(line.category(), conditions.categories(), conditions.excluded_categories());
}

int64_t CostOf(const BasketLine& line) { return line.quantity() * line.unit_price_fen(); }

std::vector<Slice> WholeLines(const Basket& basket, const std::vector<int>& lines) {
  std::vector<Slice> slices;
  for (const int line : lines) slices.push_back({line, CostOf(basket.lines(line))});
  return slices;
}

std::vector<Slice> OneUnitEach(const Basket& basket, const std::vector<int>& lines) {
  std::vector<Slice> slices;
  for (const int line : lines) slices.push_back({line, basket.lines(line).unit_price_fen()});
  return slices;
}

std::vector<Slice> FreeUnits(const BuyXGetY& terms, const Basket& basket, std::vector<int> lines) {
  const int64_t most_times = std::max(terms.max_times(), 1);
  const int64_t times = std::min(most_times, CountUnits(basket, lines) / (terms.buy() + terms.get()));
  int64_t left = times * terms.get();
  std::stable_sort(lines.begin(), lines.end(),
                   [&](int a, int b) { return basket.lines(a).unit_price_fen() < basket.lines(b).unit_price_fen(); });
  std::vector<Slice> slices;
  for (const int line : lines) {
    const int64_t units = std::min<int64_t>(left, basket.lines(line).quantity());
    if (units == 0) break;
    slices.push_back({line, units * basket.lines(line).unit_price_fen()});
    left -= units;
  }
  std::sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) { return a.line < b.line; });
  return slices;
}

int64_t StillCosts(const Slice& slice, const Remaining& remaining) {
  return std::min(slice.cost_fen, remaining.lines_fen[slice.line]);
}

int64_t SlicesStillCost(const PreparedCoupon& coupon, const Remaining& remaining) {
  int64_t sum = 0;
  for (const Slice& slice : coupon.slices) sum += StillCosts(slice, remaining);
  return sum;
}

// The slice that still costs most, the first of equals. At least one slice.
const Slice& Dearest(const PreparedCoupon& coupon, const Remaining& remaining) {
  return *std::max_element(coupon.slices.begin(), coupon.slices.end(), [&](const Slice& a, const Slice& b) {
    return StillCosts(a, remaining) < StillCosts(b, remaining);
  });
}

int64_t DearestStillCosts(const PreparedCoupon& coupon, const Remaining& remaining) {
  return coupon.slices.empty() ? 0 : StillCosts(Dearest(coupon, remaining), remaining);
}

int64_t BenefitOf(const PreparedCoupon& coupon, const Remaining& remaining) {
  const CouponTemplate& terms = *coupon.coupon_template;
  switch (terms.benefit_case()) {
    case CouponTemplate::kPercentOff:
      return SlicesStillCost(coupon, remaining) * terms.percent_off().percent() / 100;
    case CouponTemplate::kFixedPrice:
      return std::max<int64_t>(DearestStillCosts(coupon, remaining) - terms.fixed_price().price_fen(), 0);
    case CouponTemplate::kFreeItem:
      return DearestStillCosts(coupon, remaining);
    case CouponTemplate::kBuyXGetY:
      return SlicesStillCost(coupon, remaining);
    case CouponTemplate::kFreeDelivery:
      return remaining.delivery_fen;
    case CouponTemplate::kAmountOff:
      return std::min(SlicesStillCost(coupon, remaining), terms.amount_off().amount_fen());
    case CouponTemplate::BENEFIT_NOT_SET:
      break;
  }
  return SlicesStillCost(coupon, remaining);
}

// Takes `discount` off the slices' lines by largest remainder (Hamilton's method).
void Share(int64_t discount, const std::vector<Slice>& slices, Remaining* remaining) {
  absl::uint128 sum = 0;
  for (const Slice& slice : slices) sum += static_cast<uint64_t>(StillCosts(slice, *remaining));
  struct Rest {
    int line;
    absl::uint128 rest;
  };
  std::vector<Rest> rests;
  int64_t left = discount;
  for (const Slice& slice : slices) {
    const absl::uint128 scaled = absl::uint128(discount) * static_cast<uint64_t>(StillCosts(slice, *remaining));
    const auto share = static_cast<int64_t>(scaled / sum);
    remaining->lines_fen[slice.line] -= share;
    left -= share;
    rests.push_back({slice.line, scaled % sum});
  }
  std::stable_sort(rests.begin(), rests.end(), [](const Rest& a, const Rest& b) { return a.rest > b.rest; });
  for (int64_t i = 0; i < left; ++i) --remaining->lines_fen[rests[i].line];
}

}  // namespace

int64_t Remaining::total_fen() const { return std::accumulate(lines_fen.begin(), lines_fen.end(), delivery_fen); }

Remaining WholeCost(const Basket& basket) {
  Remaining whole;
  for (const BasketLine& line : basket.lines()) whole.lines_fen.push_back(CostOf(line));
  whole.delivery_fen = basket.delivery_fee_fen();
  return whole;
}

std::vector<int> EligibleLines(const CouponTemplate& coupon_template, const Basket& basket) {
  std::vector<int> lines;
  for (int i = 0; i < basket.lines_size(); ++i) {
    if (IsEligible(basket.lines(i), coupon_template.conditions())) lines.push_back(i);
  }
  return lines;
}

int64_t CountUnits(const Basket& basket, const std::vector<int>& lines) {
  int64_t units = 0;
  for (const int line : lines) units += basket.lines(line).quantity();
  return units;
}

PreparedCoupon Prepare(const CouponTemplate& coupon_template, const Basket& basket) {
  const std::vector<int> lines = EligibleLines(coupon_template, basket);
  switch (coupon_template.benefit_case()) {
    case CouponTemplate::kFixedPrice:
    case CouponTemplate::kFreeItem:
      return {&coupon_template, OneUnitEach(basket, lines)};
    case CouponTemplate::kBuyXGetY:
      return {&coupon_template, FreeUnits(coupon_template.buy_x_get_y(), basket, lines)};
    case CouponTemplate::kFreeDelivery:
      return {&coupon_template, {}};
    case CouponTemplate::kPercentOff:
    case CouponTemplate::kAmountOff:
    case CouponTemplate::BENEFIT_NOT_SET:
      break;
  }
  return {&coupon_template, WholeLines(basket, lines)};
}

int64_t DiscountOf(const PreparedCoupon& coupon, const Remaining& remaining) {
  return std::min(BenefitOf(coupon, remaining), coupon.coupon_template->value_fen());
}

int64_t TakeOff(const PreparedCoupon& coupon, Remaining* remaining) {
  const int64_t discount = DiscountOf(coupon, *remaining);
  if (discount == 0) return 0;
  switch (coupon.coupon_template->benefit_case()) {
    case CouponTemplate::kFreeDelivery:
      remaining->delivery_fen -= discount;
      break;
    case CouponTemplate::kFixedPrice:
    case CouponTemplate::kFreeItem:
      remaining->lines_fen[Dearest(coupon, *remaining).line] -= discount;
      break;
    default:
      Share(discount, coupon.slices, remaining);
  }
  return discount;
}

}  // namespace fudai::pricing
