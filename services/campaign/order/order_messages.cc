#include "services/campaign/order/order_messages.h"

#include "services/campaign/contracts/ids.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::order {

using event::v1::Event;

Event EventHead(int64_t at_ms) {
  Event event;
  event.set_occurred_at_ms(at_ms);
  return event;
}

Event OrderEvent(const OrderInput& input) {
  const campaign::v1::ReportOrderRequest& request = input.request;
  Event event;
  event.set_occurred_at_ms(input.now_ms);
  event::v1::OrderReported& order = *event.mutable_order_reported();
  order.set_order_id(request.order_id());
  order.set_user_id(request.user_id());
  order.set_shop_id(request.shop_id());
  order.set_items(request.items());
  order.set_amount_fen(request.amount_fen());
  order.set_paid_at_ms(contracts::ToMilliseconds(request.paid_at()));
  return event;
}

Event RefundEvent(const RefundInput& input) {
  const campaign::v1::ReportRefundRequest& request = input.request;
  Event event;
  event.set_occurred_at_ms(input.now_ms);
  event::v1::RefundReported& refund = *event.mutable_refund_reported();
  refund.set_refund_id(request.refund_id());
  refund.set_order_id(request.order_id());
  refund.set_user_id(request.user_id());
  refund.set_amount_fen(request.amount_fen());
  refund.set_refunded_at_ms(contracts::ToMilliseconds(request.refunded_at()));
  return event;
}

Event ConversionOrderHalf(const OrderInput& input) {
  Event event;
  event.set_occurred_at_ms(input.now_ms);
  event.mutable_conversion_recorded()->set_user_id(input.request.user_id());
  event.mutable_conversion_recorded()->set_order_id(input.request.order_id());
  return event;
}

Event BagPart(const OrderInput& input, const Candidate& candidate) {
  const OrderAddress address{input.request.order_id(), input.request.user_id()};
  Event event;
  event::v1::OrderReported& order = *event.mutable_order_reported();
  order.set_campaign_id(candidate.version->campaign_id);
  order.set_campaign_version(candidate.version->version);
  order.set_bag_id(contracts::BagId(address.partition(), input.bag_number));
  order.set_bag_size(candidate.version->size());
  order.set_bag_expires_at_ms(candidate.bag_expires_at_ms);
  return event;
}

Event HoldoutPart(const Candidate& candidate) {
  Event event;
  event.mutable_order_reported()->add_holdout_campaign_ids(candidate.version->campaign_id);
  return event;
}

store::v1::BagRecord MakeBagRecord(const OrderInput& input, const Candidate& candidate) {
  store::v1::BagRecord record;
  record.set_sharer_id(input.request.user_id());
  record.set_order_id(input.request.order_id());
  record.set_campaign_id(candidate.version->campaign_id);
  record.set_campaign_version(candidate.version->version);
  record.set_given_at_ms(input.now_ms);
  record.set_expires_at_ms(candidate.bag_expires_at_ms);
  record.set_seed(input.seed);
  return record;
}

store::v1::OrderRecord MakeOrderRecord(const OrderInput& input, const Candidate& candidate) {
  store::v1::OrderRecord record;
  record.set_bag_number(input.bag_number);
  record.set_campaign_id(candidate.version->campaign_id);
  record.set_campaign_version(candidate.version->version);
  record.set_bag_size(candidate.version->size());
  record.set_bag_expires_at_ms(candidate.bag_expires_at_ms);
  return record;
}

}  // namespace fudai::order
