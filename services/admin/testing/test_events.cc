#include "services/admin/testing/test_events.h"

namespace fudai::testsupport {

using event::v1::Event;

namespace {

Event NewEvent() {
  Event event;
  event.set_occurred_at_ms(kEventMs);
  return event;
}

}  // namespace

Event OrderEvent(const std::string& order_id, const std::string& user_id, int64_t amount_fen) {
  Event event = NewEvent();
  auto* order = event.mutable_order_reported();
  order->set_order_id(order_id);
  order->set_user_id(user_id);
  order->set_shop_id("shop");
  order->set_items(1);
  order->set_amount_fen(amount_fen);
  order->set_paid_at_ms(kEventMs);
  return event;
}

Event OrderWithBagEvent(const std::string& order_id, const std::string& user_id, const std::string& bag_id) {
  Event event = OrderEvent(order_id, user_id, 3000);
  auto* order = event.mutable_order_reported();
  order->set_campaign_id("spring");
  order->set_campaign_version(1);
  order->set_bag_id(bag_id);
  order->set_bag_size(50);
  return event;
}

Event RefundEvent(const std::string& order_id, int64_t amount_fen) {
  Event event = NewEvent();
  auto* refund = event.mutable_refund_reported();
  refund->set_refund_id("refund-" + order_id);
  refund->set_order_id(order_id);
  refund->set_amount_fen(amount_fen);
  refund->set_refunded_at_ms(kEventMs);
  return event;
}

Event OpenEvent(const std::string& bag_id, int index, const std::string& opener_id) {
  Event event = NewEvent();
  auto* open = event.mutable_bag_opened();
  open->set_bag_id(bag_id);
  open->set_index(index);
  open->set_opener_id(opener_id);
  open->set_sharer_id("sharer");
  open->set_campaign_id("spring");
  open->set_template_id("latte");
  open->set_value_fen(300);
  open->set_drops(10);
  return event;
}

Event CreditEvent(const std::string& coupon_id, const std::string& user_id, bool first_touch) {
  Event event = NewEvent();
  auto* credit = event.mutable_coupon_credited();
  credit->set_coupon_id(coupon_id);
  credit->set_user_id(user_id);
  credit->set_bag_id(coupon_id.substr(0, coupon_id.find('-')));
  credit->set_sharer_id("sharer");
  credit->set_campaign_id("spring");
  credit->set_first_touch(first_touch ? 1 : 0);
  return event;
}

Event ConversionEvent(const std::string& order_id, const std::string& user_id) {
  Event event = NewEvent();
  auto* conversion = event.mutable_conversion_recorded();
  conversion->set_user_id(user_id);
  conversion->set_order_id(order_id);
  conversion->set_sharer_id("sharer");
  conversion->set_campaign_id("spring");
  return event;
}

Event ExpiryEvent() {
  Event event = NewEvent();
  auto* expired = event.mutable_liability_expired();
  expired->set_campaign_id("spring");
  expired->set_template_id("latte");
  expired->set_value_fen(300);
  expired->set_coupons(3);
  return event;
}

Event UseEvent(event::v1::CouponUsed::Step step) {
  Event event = NewEvent();
  auto* use = event.mutable_coupon_used();
  use->set_coupon_id("bag-0");
  use->set_user_id("u2");
  use->set_order_id("o2");
  use->set_campaign_id("spring");
  use->set_campaign_version(1);
  use->set_template_id("latte");
  use->set_value_fen(300);
  use->set_discount_fen(250);
  use->set_deadline_ms(kEventMs + 900'000);
  use->set_given_at_ms(kEventMs - 5'400'000);
  use->set_shop_id("shop");
  use->set_basket_fen(3000);
  use->set_payable_fen(2750);
  use->set_items(2);
  use->set_first_of_order(true);
  use->set_first_of_campaign(true);
  use->set_first_of_template(true);
  use->set_step(step);
  if (step == event::v1::CouponUsed::STEP_REVERSED) use->set_reversed_fen(100);
  return event;
}

}  // namespace fudai::testsupport
