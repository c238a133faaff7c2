#include "services/campaign/contracts/wallet_coupon.h"

#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {
namespace {

campaign::v1::CouponState StateOf(const OwnedCoupon& coupon, int64_t now_ms) {
  if (coupon.use.has_value() && coupon.use->Holds(now_ms)) {
    return coupon.use->state == UseState::kUsed ? campaign::v1::COUPON_STATE_USED : campaign::v1::COUPON_STATE_RESERVED;
  }
  if (now_ms >= coupon.entry.expires_at_ms()) return campaign::v1::COUPON_STATE_EXPIRED;
  if (now_ms < coupon.entry.valid_from_ms()) return campaign::v1::COUPON_STATE_NOT_YET_VALID;
  return campaign::v1::COUPON_STATE_USABLE;
}

}  // namespace

campaign::v1::Coupon ToCoupon(const OwnedCoupon& owned, absl::Time now) {
  const store::v1::WalletEntry& entry = owned.entry;
  const int64_t now_ms = absl::ToUnixMillis(now);
  campaign::v1::Coupon coupon;
  coupon.set_coupon_id(owned.coupon_id);
  coupon.set_campaign_id(entry.campaign_id());
  coupon.set_campaign_version(entry.campaign_version());
  coupon.set_template_id(entry.template_id());
  coupon.set_display_name(entry.display_name());
  coupon.set_value_fen(entry.value_fen());
  coupon.set_source(entry.growth_coffee() ? campaign::v1::COUPON_SOURCE_GROWTH_COFFEE
                                          : campaign::v1::COUPON_SOURCE_LUCKY_BAG);
  *coupon.mutable_give_time() = ToTimestamp(entry.given_at_ms());
  *coupon.mutable_start_time() = ToTimestamp(entry.valid_from_ms());
  *coupon.mutable_expire_time() = ToTimestamp(entry.expires_at_ms());
  coupon.set_state(StateOf(owned, now_ms));
  if (owned.use.has_value() && owned.use->Holds(now_ms)) coupon.set_order_id(owned.use->order_id);
  return coupon;
}

}  // namespace fudai::contracts
