#include "tests/replay/requests.h"

#include <array>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/util/time_util.h"

namespace fudai::replay {

using google::protobuf::util::TimeUtil;

namespace {

constexpr int32_t kMaxQuantity = 10'000;
constexpr int64_t kMaxUnitPriceFen = 1'000'000'000;
constexpr std::array<absl::string_view, 7> kMenu = {"coffee", "coffee", "coffee", "coffee", "tea", "tea", "cake"};

absl::string_view CategoryAt(int64_t unit_price_fen) { return kMenu[unit_price_fen / 10 % kMenu.size()]; }

}  // namespace

campaign::v1::ReportOrderRequest OrderRequest(const Order& order) {
  campaign::v1::ReportOrderRequest request;
  request.set_order_id(order.order_id);
  request.set_user_id(order.user_id);
  request.set_shop_id(order.shop_id);
  request.set_items(order.items);
  request.set_amount_fen(order.amount_fen);
  *request.mutable_paid_at() = TimeUtil::MillisecondsToTimestamp(order.paid_at_ms);
  return request;
}

std::optional<campaign::v1::Basket> BasketOf(const Order& order) {
  const bool divides = order.items > 0 && order.items <= kMaxQuantity && order.amount_fen % order.items == 0;
  const int32_t quantity = divides ? order.items : 1;
  const int64_t unit_price_fen = order.amount_fen / quantity;
  if (unit_price_fen > kMaxUnitPriceFen) return std::nullopt;
  campaign::v1::Basket basket;
  basket.set_shop_id(order.shop_id);
  campaign::v1::BasketLine& line = *basket.add_lines();
  line.set_category(std::string(CategoryAt(unit_price_fen)));
  line.set_sku(absl::StrCat(line.category(), "-", unit_price_fen));
  line.set_quantity(quantity);
  line.set_unit_price_fen(unit_price_fen);
  return basket;
}

campaign::v1::ReportRefundRequest RefundRequest(const Refund& refund) {
  campaign::v1::ReportRefundRequest request;
  request.set_refund_id(refund.refund_id);
  request.set_order_id(refund.order_id);
  request.set_user_id(refund.user_id);
  request.set_amount_fen(refund.amount_fen);
  *request.mutable_refunded_at() = TimeUtil::MillisecondsToTimestamp(refund.refunded_at_ms);
  return request;
}

campaign::v1::GetBagRequest LookRequest(const std::string& share_code) {
  campaign::v1::GetBagRequest request;
  request.set_share_code(share_code);
  return request;
}

campaign::v1::OpenBagRequest TapRequest(const std::string& share_code) {
  campaign::v1::OpenBagRequest request;
  request.set_share_code(share_code);
  return request;
}

}  // namespace fudai::replay
