#include "services/campaign/contracts/coupon_crediter.h"

#include "services/campaign/contracts/ids.h"

namespace fudai::contracts {

CouponCredit CreditFromEvent(const event::v1::Event& opened) {
  const event::v1::BagOpened& bag = opened.bag_opened();
  CouponCredit credit;
  credit.coupon_id = CouponId(bag.bag_id(), static_cast<int>(bag.index()));
  credit.owner_id = bag.opener_id();
  credit.bag_id = bag.bag_id();
  credit.sharer_id = bag.sharer_id();
  credit.bag_given_at_ms = bag.bag_given_at_ms();
  credit.generation = bag.sharer_generation() + 1;
  credit.entry.set_campaign_id(bag.campaign_id());
  credit.entry.set_campaign_version(bag.campaign_version());
  credit.entry.set_template_id(bag.template_id());
  credit.entry.set_display_name(bag.display_name());
  credit.entry.set_value_fen(bag.value_fen());
  credit.entry.set_given_at_ms(opened.occurred_at_ms());
  credit.entry.set_valid_from_ms(bag.coupon_valid_from_ms());
  credit.entry.set_expires_at_ms(bag.coupon_expires_at_ms());
  return credit;
}

}  // namespace fudai::contracts
