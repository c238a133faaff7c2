#include "services/campaign/coupon/coupon_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::coupon {
namespace {

using campaign_testing::StoreRig;
using event::v1::Event;

constexpr char kOwner[] = "opener";

contracts::CouponCredit SampleCredit(const std::string& bag_id, int64_t opened_at_ms) {
  Event event;
  event.set_occurred_at_ms(opened_at_ms);
  event::v1::BagOpened& opened = *event.mutable_bag_opened();
  opened.set_bag_id(bag_id);
  opened.set_opener_id(kOwner);
  opened.set_sharer_id(absl::StrCat("sharer of ", bag_id));
  opened.set_campaign_id("spring");
  opened.set_campaign_version(2);
  opened.set_template_id("tea");
  opened.set_value_fen(500);
  opened.set_index(4);
  opened.set_coupon_expires_at_ms(opened_at_ms + 1000);
  opened.set_display_name("Tea");
  return contracts::CreditFromEvent(event);
}

class CouponStoreTest : public testing::Test {
 protected:
  contracts::Credited Credit(const contracts::CouponCredit& credit) { return rig_.Run(store_.Credit(credit)).value(); }
  std::vector<Event> Events() { return rig_.Events(partition::OfUser(kOwner)); }
  // What report_order.lua leaves of a first order.
  void PutFirstOrder(int64_t paid_at_ms) {
    Event half;
    half.mutable_conversion_recorded()->set_user_id(kOwner);
    half.mutable_conversion_recorded()->set_order_id("order1");
    rig_.Command({"HSET", keys::User(partition::OfUser(kOwner), kOwner), "p", absl::StrCat(paid_at_ms), "c",
                  half.SerializeAsString()});
  }

  StoreRig rig_;
  CouponStore store_{rig_.access()};
};

TEST_F(CouponStoreTest, PutsTheCouponIntoTheWallet) {
  EXPECT_TRUE(Credit(SampleCredit("bag1", 1000)).first_touch);
  const std::optional<OwnedCoupon> coupon = rig_.Run(store_.ReadCoupon(kOwner, "bag1-4")).value();
  ASSERT_TRUE(coupon.has_value());
  EXPECT_EQ(coupon->entry.template_id(), "tea");
  EXPECT_EQ(coupon->entry.display_name(), "Tea");
  EXPECT_EQ(coupon->entry.given_at_ms(), 1000);
  EXPECT_EQ(coupon->entry.expires_at_ms(), 2000);
  EXPECT_EQ(coupon->entry.campaign_version(), 2);

  ASSERT_EQ(Events().size(), 1u);
  EXPECT_EQ(Events()[0].coupon_credited().coupon_id(), "bag1-4");
  EXPECT_EQ(Events()[0].coupon_credited().sharer_id(), "sharer of bag1");
  EXPECT_EQ(Events()[0].coupon_credited().first_touch(), 1u);
}

TEST_F(CouponStoreTest, RepeatsChangeNothing) {
  Credit(SampleCredit("bag1", 1000));
  Credit(SampleCredit("bag2", 1000));
  EXPECT_TRUE(Credit(SampleCredit("bag1", 1000)).first_touch);
  EXPECT_FALSE(Credit(SampleCredit("bag2", 1000)).first_touch);
  EXPECT_EQ(Events().size(), 2u);
  EXPECT_EQ(rig_.Run(store_.ReadWallet(kOwner)).value().coupons.size(), 2u);
}

TEST_F(CouponStoreTest, SixtyFourAtOnceCreditOnce) {
  std::vector<async::Task<absl::StatusOr<contracts::Credited>>> credits;
  std::vector<CouponStore> stores;
  for (int i = 0; i < StoreRig::kClients; ++i) stores.emplace_back(rig_.access(i));
  for (int i = 0; i < 64; ++i) credits.push_back(stores[i % StoreRig::kClients].Credit(SampleCredit("bag1", 1000)));
  for (const auto& credited : rig_.RunAll(std::move(credits))) EXPECT_TRUE(credited.value().first_touch);
  EXPECT_EQ(Events().size(), 1u);
}

TEST_F(CouponStoreTest, WhoHadOrderedIsNotBrought) {
  PutFirstOrder(999);
  EXPECT_FALSE(Credit(SampleCredit("bag1", 1000)).first_touch);
  ASSERT_EQ(Events().size(), 1u);
  EXPECT_EQ(Events()[0].coupon_credited().first_touch(), 0u);
}

TEST_F(CouponStoreTest, ALateCreditStillConvertsTheOrderThatCameAfterTheOpen) {
  PutFirstOrder(1000);
  EXPECT_TRUE(Credit(SampleCredit("bag1", 1000)).first_touch);
  EXPECT_FALSE(Credit(SampleCredit("bag2", 1000)).first_touch);
  ASSERT_EQ(Events().size(), 3u);
  const event::v1::ConversionRecorded conversion = Events()[1].conversion_recorded();
  EXPECT_EQ(conversion.user_id(), kOwner);
  EXPECT_EQ(conversion.order_id(), "order1");
  EXPECT_EQ(conversion.sharer_id(), "sharer of bag1");
  EXPECT_EQ(conversion.bag_id(), "bag1");
  EXPECT_EQ(conversion.campaign_id(), "spring");
}

TEST_F(CouponStoreTest, AnOrderOfTheOpensSecondConverts) {
  PutFirstOrder(1000);
  EXPECT_TRUE(Credit(SampleCredit("bag1", 1300)).first_touch);
  ASSERT_EQ(Events().size(), 2u);
  EXPECT_EQ(Events()[1].conversion_recorded().order_id(), "order1");
}

TEST_F(CouponStoreTest, ReadsLargeWallets) {
  for (int i = 0; i < 700; ++i) Credit(SampleCredit(absl::StrCat("bag", i), 1000 + i));
  EXPECT_EQ(rig_.Run(store_.ReadWallet(kOwner)).value().coupons.size(), 700u);
}

TEST_F(CouponStoreTest, AForeignStoreIsNotReady) {
  CouponStore store(contracts::StoreAccess(rig_.access().client(), "another"));
  EXPECT_EQ(rig_.Run(store.Credit(SampleCredit("bag1", 1000))).status(),
            absl::UnavailableError("the store is not ready; repeat the call, an act with the same key"));
  EXPECT_EQ(rig_.Run(store_.ReadWallet(kOwner)).value().coupons.size(), 0u);
}

TEST_F(CouponStoreTest, SaysWhichEntryCannotBeRead) {
  rig_.Command({"HSET", keys::Wallet(partition::OfUser(kOwner), kOwner), "bag1-4", "\xff"});
  EXPECT_EQ(rig_.Run(store_.ReadCoupon(kOwner, "bag1-4")).status(),
            absl::DataLossError("the wallet entry of coupon bag1-4 cannot be read"));
}

}  // namespace
}  // namespace fudai::coupon
