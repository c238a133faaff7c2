#include "tests/replay/requests.h"

#include "google/protobuf/util/time_util.h"

namespace fudai::replay {

using google::protobuf::util::TimeUtil;

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
