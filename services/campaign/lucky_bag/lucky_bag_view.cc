#include "services/campaign/lucky_bag/lucky_bag_view.h"

#include "services/campaign/contracts/ids.h"
#include "services/campaign/contracts/wallet_coupon.h"
#include "services/campaign/contracts/wire_time.h"

namespace fudai::lucky_bag {
namespace {

using campaign::v1::OpenBagResponse;

OpenBagResponse::Outcome ToOutcome(ClaimOutcome outcome) {
  switch (outcome) {
    case ClaimOutcome::kOpened:
      return OpenBagResponse::OUTCOME_OPENED;
    case ClaimOutcome::kAlreadyOpened:
      return OpenBagResponse::OUTCOME_ALREADY_OPENED;
    case ClaimOutcome::kCampaignEnded:
      return OpenBagResponse::OUTCOME_CAMPAIGN_ENDED;
    case ClaimOutcome::kCampaignPaused:
      return OpenBagResponse::OUTCOME_CAMPAIGN_PAUSED;
    case ClaimOutcome::kClosed:
      return OpenBagResponse::OUTCOME_CLOSED;
    case ClaimOutcome::kExpired:
      return OpenBagResponse::OUTCOME_EXPIRED;
    case ClaimOutcome::kEmpty:
      return OpenBagResponse::OUTCOME_EMPTY;
    case ClaimOutcome::kShort:
      return OpenBagResponse::OUTCOME_BUDGET_EXHAUSTED;
    case ClaimOutcome::kGone:
      break;
  }
  return OpenBagResponse::OUTCOME_UNSPECIFIED;
}

campaign::v1::GrowthContribution ToContribution(const campaigns::CompiledVersion& version, const Claim& claim) {
  campaign::v1::GrowthContribution contribution;
  contribution.set_drops(claim.drops);
  contribution.set_cups_filled(static_cast<int32_t>(claim.cups_filled));
  contribution.set_free_coffee_value_fen(claim.cups_filled * version.coupon_template(version.free_coffee).value_fen());
  return contribution;
}

}  // namespace

campaign::v1::Coupon ClaimedCoupon(const StoredBag& bag, const campaigns::CompiledVersion& version, const Claim& claim,
                                   absl::Time now) {
  const store::v1::WalletEntry entry = campaigns::MakeWalletEntry(version, claim.template_index, claim.opened_at_ms);
  return contracts::ToCoupon({contracts::CouponId(bag.bag_id, claim.index), entry, std::nullopt}, now);
}

campaign::v1::Bag ToBag(const StoredBag& bag, const campaigns::CompiledVersion& version, const Viewer& viewer) {
  campaign::v1::Bag shown;
  shown.set_bag_id(bag.bag_id);
  shown.set_sharer_id(bag.record.sharer_id());
  shown.set_own(bag.record.sharer_id() == viewer.user_id);
  shown.set_campaign_id(version.campaign_id);
  shown.set_campaign_version(version.version);
  shown.set_campaign_display_name(version.spec.display_name());
  for (campaign::v1::BagContent& content : ContentsOf(bag, version)) *shown.add_contents() = std::move(content);
  shown.set_size(version.size());
  shown.set_remaining(version.size() - bag.taken);
  *shown.mutable_create_time() = contracts::ToTimestamp(bag.record.given_at_ms());
  *shown.mutable_expire_time() = contracts::ToTimestamp(bag.record.expires_at_ms());
  *shown.mutable_growth() = version.spec.growth();
  *shown.mutable_free_coffee() = campaigns::ForCustomers(version.coupon_template(version.free_coffee));
  if (bag.claim.has_value()) *shown.mutable_my_coupon() = ClaimedCoupon(bag, version, *bag.claim, viewer.now);
  return shown;
}

campaign::v1::BagOpening ToOpening(const Opening& opening, const OpenedBag& bag,
                                   const campaigns::CompiledVersion& version, absl::string_view viewer_id) {
  const campaign::v1::CouponTemplate& coupon_template = version.coupon_template(opening.claim.template_index);
  campaign::v1::BagOpening shown;
  shown.set_index(opening.claim.index);
  shown.set_mine(opening.opener_id == viewer_id);
  if (shown.mine() || bag.record.sharer_id() == viewer_id) shown.set_opener_id(opening.opener_id);
  *shown.mutable_open_time() = contracts::ToTimestamp(opening.claim.opened_at_ms);
  shown.set_template_id(coupon_template.template_id());
  shown.set_value_fen(coupon_template.value_fen());
  return shown;
}

OpenBagResponse ToResponse(const StoredBag& bag, const campaigns::CompiledVersion& version, const ClaimAnswer& answer,
                           absl::Time now) {
  OpenBagResponse response;
  response.set_outcome(ToOutcome(answer.outcome));
  response.set_bag_id(bag.bag_id);
  response.set_remaining(version.size() - answer.taken);
  if (answer.claim.has_value()) {
    *response.mutable_coupon() = ClaimedCoupon(bag, version, *answer.claim, now);
    *response.mutable_growth() = ToContribution(version, *answer.claim);
  }
  return response;
}

}  // namespace fudai::lucky_bag
