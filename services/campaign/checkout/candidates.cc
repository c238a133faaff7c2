#include "services/campaign/checkout/candidates.h"

#include "common/budget/purses.h"

namespace fudai::checkout {
namespace {

using contracts::CouponUse;
using contracts::OwnedCoupon;
using contracts::UseKind;

bool Counts(const CouponUse& use, const Occasion& occasion) {
  return use.order_id != occasion.order_id && use.Holds(occasion.now_ms);
}

pricing::Hold HoldOf(const OwnedCoupon& coupon, const Occasion& occasion) {
  if (!coupon.use.has_value() || !Counts(*coupon.use, occasion)) return pricing::Hold::kFree;
  return coupon.use->state == contracts::UseState::kUsed ? pricing::Hold::kUsed : pricing::Hold::kAnotherOrder;
}

// How often each kind was used, in all and by day.
class UseCounts {
 public:
  UseCounts(const contracts::Wallet& wallet, const Occasion& occasion) {
    for (const OwnedCoupon& coupon : wallet.coupons) {
      if (!coupon.use.has_value() || !Counts(*coupon.use, occasion)) continue;
      ++in_all_[coupon.use->kind];
      ++by_day_[{coupon.use->kind, coupon.use->day}];
    }
  }
  int InAll(const std::string& kind) const { return Find(in_all_, kind); }
  int OnDay(const std::string& kind, int32_t day) const { return Find(by_day_, std::pair(kind, day)); }

 private:
  template <typename Map>
  static int Find(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
  }

  absl::flat_hash_map<std::string, int> in_all_;
  absl::flat_hash_map<std::pair<std::string, int32_t>, int> by_day_;
};

}  // namespace

std::vector<pricing::Candidate> CandidatesOf(const contracts::Wallet& wallet, const Versions& versions,
                                             const Occasion& occasion) {
  const UseCounts counts(wallet, occasion);
  std::vector<pricing::Candidate> candidates;
  for (const OwnedCoupon& coupon : wallet.coupons) {
    const store::v1::WalletEntry& entry = coupon.entry;
    const auto version = versions.find(std::pair(entry.campaign_id(), entry.campaign_version()));
    if (version == versions.end()) continue;
    pricing::Candidate candidate;
    candidate.coupon_template = version->second->FindTemplate(entry.template_id());
    if (candidate.coupon_template == nullptr) continue;
    const std::string kind = UseKind(entry.campaign_id(), entry.template_id());
    candidate.coupon_id = coupon.coupon_id;
    candidate.campaign_id = entry.campaign_id();
    candidate.campaign_version = entry.campaign_version();
    candidate.zone = version->second->zone;
    candidate.valid_from_ms = entry.valid_from_ms();
    candidate.expires_at_ms = entry.expires_at_ms();
    candidate.hold = HoldOf(coupon, occasion);
    candidate.uses = counts.InAll(kind);
    candidate.uses_today = counts.OnDay(kind, budget::DayOf(occasion.now_ms, candidate.zone));
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

bool IsFirstOrder(const contracts::Wallet& wallet, const Occasion& occasion) {
  return !wallet.has_ordered &&
         std::none_of(wallet.coupons.begin(), wallet.coupons.end(), [&](const OwnedCoupon& coupon) {
           return coupon.use.has_value() && coupon.use->first_order_only && Counts(*coupon.use, occasion);
         });
}

}  // namespace fudai::checkout
