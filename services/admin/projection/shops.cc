#include "services/admin/projection/shops.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"
#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/span.h"

namespace fudai::projection {
namespace {

using event::v1::CouponUsed;

// In the order of ShopNumber.
constexpr std::array kColumns = {"orders",       "paid_fen", "refunds",          "refunded_fen",
                                 "first_orders", "bags",     "coupons_redeemed", "discount_fen"};
static_assert(kColumns.size() == kShopNumbers);

std::string SaveSql() {
  const auto add = [](std::string* out, const char* column) {
    absl::StrAppend(out, column, " = ",
                    database::AddCappedSql(absl::StrCat("shop_spans.", column), absl::StrCat("excluded.", column)));
  };
  return absl::StrCat("INSERT INTO shop_spans {rows} ON CONFLICT (campaign_id, span, start_ms, shop_id) DO UPDATE SET ",
                      absl::StrJoin(kColumns, ", ", add));
}

}  // namespace

void Shops::Count(const event::v1::Event& event) {
  if (event.has_order_reported()) {
    const event::v1::OrderReported& order = event.order_reported();
    const Place paid{order.campaign_id(), order.shop_id(), order.paid_at_ms()};
    Add(paid, ShopNumber::kOrders, 1);
    Add(paid, ShopNumber::kPaidFen, order.amount_fen());
    Add(paid, ShopNumber::kFirstOrders, order.first_order());
    if (!order.bag_id().empty())
      Add({order.campaign_id(), order.shop_id(), event.occurred_at_ms()}, ShopNumber::kBags, 1);
  }
  if (event.coupon_used().step() == CouponUsed::STEP_REDEEMED) {
    const CouponUsed& use = event.coupon_used();
    const Place used{use.campaign_id(), use.shop_id(), event.occurred_at_ms()};
    Add(used, ShopNumber::kCouponsRedeemed, 1);
    Add(used, ShopNumber::kDiscountFen, use.discount_fen());
  }
}

void Shops::Count(const RefundOfOrder& refund) {
  const Place given_back{refund.order.campaign_id(), refund.order.shop_id(), refund.refund.refunded_at_ms()};
  Add(given_back, ShopNumber::kRefunds, 1);
  Add(given_back, ShopNumber::kRefundedFen, refund.refund.amount_fen());
}

void Shops::Add(const Place& place, ShopNumber number, int64_t units) {
  if (place.shop_id.empty() || units == 0) return;
  AddTo(kChain, place, number, units);
  if (!place.campaign_id.empty()) AddTo(place.campaign_id, place, number, units);
}

void Shops::AddTo(const std::string& campaign_id, const Place& place, ShopNumber number, int64_t units) {
  using rollups::Span;
  const auto add = [&](Span span, int64_t start_ms) {
    int64_t& sum =
        sums_[{campaign_id, static_cast<int>(span), start_ms, place.shop_id}].at(static_cast<size_t>(number));
    sum = database::AddCapped(sum, units);
  };
  add(Span::kDay, days_->StartOf(campaign_id, place.ms));
  add(Span::kMonth, days_->StartOfMonth(campaign_id, place.ms));
}

void Shops::Save(soci::session& sql) const {
  using Row = decltype(std::tuple_cat(std::tuple<std::string, long long, long long, std::string>(),
                                      std::array<long long, kShopNumbers>()));
  std::vector<Row> rows;
  for (const auto& [key, sums] : sums_) rows.emplace_back(std::tuple_cat(key, sums));
  database::RunWithRows(sql, SaveSql(), rows);
}

}  // namespace fudai::projection
