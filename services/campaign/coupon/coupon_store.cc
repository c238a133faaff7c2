#include "services/campaign/coupon/coupon_store.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "common/status/macros.h"
#include "fudai/event/v1/event.pb.h"
#include "services/campaign/coupon/lua.h"
#include "services/campaign/coupon/touch_rules.h"
#include "services/campaign/events/append.h"
#include "services/campaign/keys/keys.h"

namespace fudai::coupon {
namespace {

using event::v1::CouponCredited;
using event::v1::Event;

constexpr absl::string_view kSlice = "512";

const redis::Script& ReadWalletScript() {
  static const redis::Script script("read_wallet", kReadWalletLua);
  return script;
}

const redis::Script& ReadCouponScript() {
  static const redis::Script script("read_coupon", kReadCouponLua);
  return script;
}

std::string CreditedEvent(const contracts::CouponCredit& credit) {
  Event event;
  event.set_occurred_at_ms(credit.entry.given_at_ms());
  CouponCredited& credited = *event.mutable_coupon_credited();
  credited.set_coupon_id(credit.coupon_id);
  credited.set_user_id(credit.owner_id);
  credited.set_bag_id(credit.bag_id);
  credited.set_sharer_id(credit.sharer_id);
  credited.set_campaign_id(credit.entry.campaign_id());
  credited.set_generation(credit.generation);
  return event.SerializeAsString();
}

std::string TouchHalf(const contracts::CouponCredit& credit) {
  Event event;
  event::v1::ConversionRecorded& conversion = *event.mutable_conversion_recorded();
  conversion.set_sharer_id(credit.sharer_id);
  conversion.set_bag_id(credit.bag_id);
  conversion.set_campaign_id(credit.entry.campaign_id());
  conversion.set_generation(credit.generation);
  conversion.set_bag_given_at_ms(credit.bag_given_at_ms);
  return event.SerializeAsString();
}

absl::StatusOr<OwnedCoupon> DecodeCoupon(absl::string_view coupon_id, const redis::ReplyView& entry,
                                         const redis::ReplyView& use) {
  OwnedCoupon coupon{std::string(coupon_id), {}, std::nullopt};
  const absl::string_view bytes = entry.string();
  if (!coupon.entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return absl::DataLossError(absl::StrCat("the wallet entry of coupon ", coupon_id, " cannot be read"));
  if (use.is_nil()) return coupon;
  ASSIGN_OR_RETURN(coupon.use, contracts::DecodeUse(use.string()));
  return coupon;
}

}  // namespace

const redis::Script& CreditScript() {
  static const redis::Script script(
      "credit", kCreditLua,
      {{"COUPON_CREDITED", events::AppendTag(Event::descriptor(), Event::kCouponCreditedFieldNumber)},
       {"FIRST_TOUCH", events::AppendTag(CouponCredited::descriptor(), CouponCredited::kFirstTouchFieldNumber)},
       {"ARCHIVED", static_cast<int64_t>(partition::CampaignRecordState::kArchived)}});
  return script;
}

async::Task<absl::StatusOr<contracts::Credited>> CouponStore::Credit(contracts::CouponCredit credit) {
  const int partition = partition::OfUser(credit.owner_id);
  redis::Pending pending = access_.Eval(
      CreditScript(),
      {partition::HeaderKey(partition), partition::EventsKey(partition), keys::Wallet(partition, credit.owner_id),
       keys::User(partition, credit.owner_id), keys::Owed(partition), keys::Due(partition),
       partition::CampaignKey(partition, credit.entry.campaign_id())},
      {credit.coupon_id, credit.entry.SerializeAsString(), TouchHalf(credit),
       absl::StrCat(ConvertsFrom(credit.entry.given_at_ms())), CreditedEvent(credit),
       keys::LiabilityField(keys::KindOf(credit.entry)), absl::StrCat(credit.generation)});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  co_return contracts::Credited{.first_touch = reply.integer() == 1};
}

async::Task<absl::StatusOr<contracts::Wallet>> CouponStore::ReadWallet(std::string user_id) {
  const int partition = partition::OfUser(user_id);
  std::map<std::string, OwnedCoupon> coupons;  // a scan may show an entry twice
  contracts::Wallet wallet;
  std::string cursor = "0";
  do {
    redis::Pending pending = access_.Eval(ReadWalletScript(),
                                          {partition::HeaderKey(partition), keys::Wallet(partition, user_id),
                                           keys::Uses(partition, user_id), keys::User(partition, user_id)},
                                          {cursor, std::string(kSlice)});
    CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
    for (size_t i = 0; i + 1 < reply[1].size(); i += 2) {
      CO_ASSIGN_OR_RETURN(OwnedCoupon coupon, DecodeCoupon(reply[1][i].string(), reply[1][i + 1], reply[2][i / 2]));
      coupons.insert_or_assign(coupon.coupon_id, std::move(coupon));
    }
    cursor = std::string(reply[0].string());
    wallet.has_ordered = reply[3].integer() == 1;
  } while (cursor != "0");

  for (auto& [id, coupon] : coupons) wallet.coupons.push_back(std::move(coupon));
  co_return wallet;
}

async::Task<absl::StatusOr<std::optional<OwnedCoupon>>> CouponStore::ReadCoupon(std::string user_id,
                                                                                std::string coupon_id) {
  const int partition = partition::OfUser(user_id);
  redis::Pending pending = access_.Eval(
      ReadCouponScript(),
      {partition::HeaderKey(partition), keys::Wallet(partition, user_id), keys::Uses(partition, user_id)}, {coupon_id});
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, access_.Answer(co_await pending));
  if (reply[0].is_nil()) co_return std::nullopt;
  CO_ASSIGN_OR_RETURN(OwnedCoupon coupon, DecodeCoupon(coupon_id, reply[0], reply[1]));
  co_return coupon;
}

}  // namespace fudai::coupon
