#include "services/campaign/contracts/wallet_coupon.h"

#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {

campaign::v1::Coupon ToCoupon(const std::string& coupon_id, const store::v1::WalletEntry& entry, absl::Time now) {
  campaign::v1::Coupon coupon;
  coupon.set_coupon_id(coupon_id);
  coupon.set_campaign_id(entry.campaign_id());
  coupon.set_campaign_version(entry.campaign_version());
  coupon.set_template_id(entry.template_id());
  coupon.set_display_name(entry.display_name());
  coupon.set_value_fen(entry.value_fen());
  coupon.set_source(entry.growth_coffee() ? campaign::v1::COUPON_SOURCE_GROWTH_COFFEE
                                          : campaign::v1::COUPON_SOURCE_LUCKY_BAG);
  *coupon.mutable_give_time() = ToTimestamp(entry.given_at_ms());
  *coupon.mutable_expire_time() = ToTimestamp(entry.expires_at_ms());
  const bool expired = absl::ToUnixMillis(now) >= entry.expires_at_ms();
  coupon.set_state(expired ? campaign::v1::COUPON_STATE_EXPIRED : campaign::v1::COUPON_STATE_USABLE);
  return coupon;
}

}  // namespace fudai::contracts
