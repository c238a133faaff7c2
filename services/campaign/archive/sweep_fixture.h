// Two campaigns on the same users, one of which is archived: what the tests of the sweep stand on.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "services/campaign/archive/sweeper.h"
#include "services/campaign/budget/lender.h"
#include "services/campaign/budget/liability_expirer.h"
#include "services/campaign/checkout/checkout_service.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/lucky_bag/lucky_bag_service.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::archive {

using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using partition::CampaignRecordState;
using partition::SweepPhase;

// What every key holds, in order; but for the streams, and for how far they and the catalogue have come.
using Keyspace = std::map<std::string, std::vector<std::string>>;

// The keys in which two keyspaces differ.
inline std::vector<std::string> Differences(const Keyspace& a, const Keyspace& b) {
  std::vector<std::string> keys;
  for (const auto& [key, contents] : a) {
    if (!b.contains(key) || b.at(key) != contents) keys.push_back(key);
  }
  for (const auto& [key, contents] : b) {
    if (!a.contains(key)) keys.push_back(key);
  }
  return keys;
}

// "summer" runs, and every user has ordered, shared, opened and used a coupon in it before "spring" comes.
class World {
 public:
  static constexpr int kUsers = 5;

  World() {
    Publish("summer", absl::ZeroDuration());
    Play("summer", "summer");
  }

  StoreRig& rig() { return rig_; }
  lucky_bag::LuckyBagService& bags() { return bags_; }
  contracts::StoreAccess access(int client = 0) const { return rig_.access(client); }
  Sweeper::Parts parts() { return {&rig_.campaigns(), &liability_, &metrics_}; }

  // Publishes "spring", which takes all orders from then on, and plays it. The codes of its bags.
  std::vector<std::string> PlaySpring() {
    Publish("spring", absl::Hours(1));
    return Play("spring", "spring");
  }
  void ArchiveSpring() {
    rig_.SetState("spring", CampaignRecordState::kArchived);
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  }

  // Every user orders and all others open the bag; each pays with a coupon of the campaign and lets go of another.
  std::vector<std::string> Play(const std::string& name, const std::string& campaign_id) {
    std::vector<std::string> codes;
    for (int i = 0; i < kUsers; ++i) {
      codes.push_back(Order(absl::StrCat(name, "-", i), User(i)));
      for (int friend_of = 1; friend_of < kUsers; ++friend_of) {
        EXPECT_TRUE(Open(codes.back(), User((i + friend_of) % kUsers)).ok());
      }
    }
    for (int i = 0; i < kUsers; ++i) UseCoupons(name, campaign_id, User(i));
    return codes;
  }
  void UseCoupons(const std::string& name, const std::string& campaign_id, const std::string& user) {
    const std::vector<std::string> coupons = CouponsOf(user, campaign_id);
    ASSERT_GE(coupons.size(), 2U);
    EXPECT_TRUE(Reserve(absl::StrCat(name, "-paid-", user), user, {coupons[0]}).ok());
    EXPECT_TRUE(Redeem(absl::StrCat(name, "-paid-", user), user).ok());
    EXPECT_TRUE(Reserve(absl::StrCat(name, "-left-", user), user, {coupons[1]}).ok());
    EXPECT_TRUE(Release(absl::StrCat(name, "-left-", user), user).ok());
  }

  static std::string User(int number) { return absl::StrCat("user-", number); }

  // The code of the bag that an order gives.
  std::string Order(const std::string& order_id, const std::string& user_id) {
    const campaign::v1::ReportOrderRequest request = campaign_testing::SampleOrder(order_id, user_id);
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(orders_.ReportOrder(request, context)).value().bag().share_code();
  }
  absl::StatusOr<campaign::v1::OpenBagResponse> Open(const std::string& code, const std::string& user_id) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(code);
    const rpc::CallContext context = rig_.CallBy(user_id, SampleNow());
    return rig_.Run(bags_.OpenBag(request, context));
  }
  absl::StatusOr<campaign::v1::GetBagResponse> Get(const std::string& code, const std::string& user_id) {
    campaign::v1::GetBagRequest request;
    request.set_share_code(code);
    const rpc::CallContext context = rig_.CallBy(user_id, SampleNow());
    return rig_.Run(bags_.GetBag(request, context));
  }
  absl::StatusOr<campaign::v1::ReportRefundResponse> Refund(const std::string& order_id, const std::string& user_id) {
    campaign::v1::ReportRefundRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    request.set_refund_id("refund");
    request.set_amount_fen(4000);
    *request.mutable_refunded_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(orders_.ReportRefund(request, context));
  }
  absl::Status Reserve(const std::string& order_id, const std::string& user_id,
                       const std::vector<std::string>& coupon_ids) {
    campaign::v1::ReserveCouponsRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    for (const std::string& id : coupon_ids) request.add_coupon_ids(id);
    request.mutable_basket()->set_shop_id("shop-1");
    campaign::v1::BasketLine& line = *request.mutable_basket()->add_lines();
    line.set_sku("latte");
    line.set_quantity(1);
    line.set_unit_price_fen(10'000);
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(till_.ReserveCoupons(request, context)).status();
  }
  absl::Status Redeem(const std::string& order_id, const std::string& user_id) {
    campaign::v1::RedeemReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(till_.RedeemReservation(request, context)).status();
  }
  absl::Status Release(const std::string& order_id, const std::string& user_id) {
    campaign::v1::ReleaseReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(till_.ReleaseReservation(request, context)).status();
  }
  // Ids of a user's coupons of the campaign that pay for nothing yet, in order.
  std::vector<std::string> CouponsOf(const std::string& user_id, const std::string& campaign_id) {
    std::vector<std::string> ids;
    const contracts::Wallet wallet = rig_.Run(coupons_.ReadWallet(user_id)).value();
    for (const auto& coupon : wallet.coupons) {
      if (coupon.entry.campaign_id() == campaign_id && !coupon.use.has_value()) ids.push_back(coupon.coupon_id);
    }
    return ids;
  }

  // Lets a consumer pass all that is in the streams.
  void Consume(partition::Consumer consumer) {
    for (int i = 0; i < partition::kCount; ++i) {
      const int64_t newest = rig_.Command({"HGET", partition::HeaderKey(i), "ev"}).integer();
      const auto advance = [](contracts::StoreAccess access, int partition, partition::Consumer who,
                              int64_t number) -> async::Task<absl::Status> {
        redis::Pending pending = partition::Advance(access.client(), access.token(), partition, who, number);
        const absl::StatusOr<redis::Reply> reply = co_await pending;
        co_return reply.status();
      };
      EXPECT_TRUE(rig_.Run(advance(rig_.access(), i, consumer, newest)).ok());
    }
  }
  // One step, before which the relay and the ledger take what there is.
  void Step(Sweeper* sweeper, absl::Time now) {
    const std::optional<partition::SweepProgress> progress = Progress();
    if (progress.has_value() && progress->phase == SweepPhase::kLedger) {
      Consume(partition::Consumer::kRelay);
      Consume(partition::Consumer::kProjector);
    }
    const absl::StatusOr<bool> stepped = rig_.Run(sweeper->Step(now));
    EXPECT_TRUE(stepped.ok()) << stepped.status();
  }
  // Sweeps until "spring" is swept; how far it came.
  partition::SweepProgress SweepAll(Sweeper* sweeper, absl::Time now) {
    for (int steps = 0; steps < 1000; ++steps) {
      Step(sweeper, now);
      const std::optional<partition::SweepProgress> progress = Progress();
      if (progress.has_value() && progress->phase == SweepPhase::kSwept) return *progress;
    }
    ADD_FAILURE() << "the sweep does not end";
    return {};
  }
  std::optional<partition::SweepProgress> Progress() {
    return rig_.Run(partition::ReadSweep(rig_.access().client(), rig_.access().token(), "spring")).value();
  }
  void Remove() {
    const absl::Status removed =
        rig_.Run(partition::RemoveCampaign(rig_.access().client(), rig_.access().token(), "spring"));
    EXPECT_TRUE(removed.ok()) << removed;
  }

  Keyspace Read() {
    Keyspace keys;
    const redis::Reply names = rig_.Command({"KEYS", "*"});
    for (size_t i = 0; i < names.size(); ++i) {
      const std::string key(names[i].string());
      if (partition::OfKey(key).has_value() && key == partition::EventsKey(*partition::OfKey(key))) continue;
      keys[key] = ReadKey(key);
    }
    return keys;
  }
  int64_t UsedMemory() {
    const redis::Reply info = rig_.Command({"INFO", "memory"});
    const absl::string_view text = info.string();
    const size_t at = text.find("used_memory_dataset:");
    return std::stoll(std::string(text.substr(at + sizeof("used_memory_dataset:") - 1, 20)));
  }

 private:
  void Publish(const std::string& campaign_id, absl::Duration starts_later) {
    campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
    const absl::Time start = SampleNow() - absl::Hours(24) + starts_later;
    *spec.mutable_start_time() = contracts::ToTimestamp(absl::ToUnixMillis(start));
    spec.mutable_budget()->set_total_fen(10'000'000);
    for (campaign::v1::CouponTemplate& terms : *spec.mutable_templates()) terms.mutable_stacking()->set_group("all");
    rig_.Publish(campaign_id, spec);
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  }
  std::vector<std::string> ReadKey(const std::string& key) {
    const std::string type(rig_.Command({"TYPE", key}).string());
    if (type == "string") return {std::string(rig_.Command({"GET", key}).string())};
    const redis::Reply members =
        type == "hash" ? rig_.Command({"HGETALL", key}) : rig_.Command({"ZRANGE", key, "0", "-1", "WITHSCORES"});
    const bool moves = key.ends_with("}h") || key == partition::CatalogueKey();
    std::vector<std::string> pairs;
    for (size_t i = 0; i + 1 < members.size(); i += 2) {
      const absl::string_view name = members[i].string();
      if (moves && name != "gen" && !absl::StartsWith(name, "campaign:")) continue;
      pairs.push_back(absl::StrCat(name, "=", members[i + 1].string()));
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

  StoreRig rig_;
  metrics::Metrics metrics_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupons_{rig_.access()};
  order::OrderStore order_store_{rig_.access()};
  clock::SystemClock clock_;
  budget::Lender lender_{rig_.access(), &rig_.campaigns(), &clock_};
  budget::LiabilityExpirer liability_{rig_.access(), &rig_.campaigns()};
  order::OrderService orders_{order_store_, {&rig_.codec(), &rig_.campaigns(), &numbers_}};
  lucky_bag::LuckyBagService bags_{lucky_bag::LuckyBagStore(rig_.access()),
                                   {&rig_.codec(), &rig_.campaigns(), &coupons_, &lender_}};
  checkout::CheckoutService till_{checkout::CheckoutStore(rig_.access()),
                                  {&rig_.campaigns(), &coupons_, &order_store_}};
};

}  // namespace fudai::archive
