#include "services/admin/projection/places.h"

#include <string>

namespace fudai::projection {
namespace {

using event::v1::CouponUsed;
using rollups::Rollup;

void AddToShop(const std::string& campaign_id, const Counted& counted, RollupCounts* counts) {
  if (!counted.dimension.empty() && counted.units != 0) counts->Add(campaign_id, counted);
}

void CountOrder(int64_t ms, const event::v1::OrderReported& order, RollupCounts* counts) {
  const std::string &campaign_id = order.campaign_id(), &shop = order.shop_id();
  const int64_t paid_at_ms = order.paid_at_ms();
  counts->AddByHour(campaign_id, {Rollup::kOrdersByHour, paid_at_ms, ""});
  AddToShop(campaign_id, {Rollup::kOrdersByShop, paid_at_ms, shop}, counts);
  AddToShop(campaign_id, {Rollup::kPaidByShop, paid_at_ms, shop, order.amount_fen()}, counts);
  AddToShop(campaign_id, {Rollup::kFirstOrdersByShop, paid_at_ms, shop, order.first_order()}, counts);
  if (!order.bag_id().empty()) AddToShop(campaign_id, {Rollup::kBagsByShop, ms, shop}, counts);
}

void CountRedeemed(int64_t ms, const CouponUsed& use, RollupCounts* counts) {
  counts->AddByHour(use.campaign_id(), {Rollup::kCouponsRedeemedByHour, ms, ""});
  AddToShop(use.campaign_id(), {Rollup::kCouponsRedeemedByShop, ms, use.shop_id()}, counts);
  AddToShop(use.campaign_id(), {Rollup::kDiscountByShop, ms, use.shop_id(), use.discount_fen()}, counts);
}

}  // namespace

void CountPlaces(const event::v1::Event& event, RollupCounts* counts) {
  const int64_t ms = event.occurred_at_ms();
  if (event.has_order_reported()) CountOrder(ms, event.order_reported(), counts);
  if (event.has_bag_opened()) counts->AddByHour(event.bag_opened().campaign_id(), {Rollup::kOpeningsByHour, ms, ""});
  if (event.coupon_used().step() == CouponUsed::STEP_REDEEMED) CountRedeemed(ms, event.coupon_used(), counts);
}

void CountPlaces(const RefundOfOrder& refund, RollupCounts* counts) {
  const std::string &campaign_id = refund.order.campaign_id(), &shop = refund.order.shop_id();
  const int64_t ms = refund.refund.refunded_at_ms();
  AddToShop(campaign_id, {Rollup::kRefundsByShop, ms, shop}, counts);
  AddToShop(campaign_id, {Rollup::kRefundedByShop, ms, shop, refund.refund.amount_fen()}, counts);
}

}  // namespace fudai::projection
