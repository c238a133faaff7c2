#include "services/campaign/archive/key_sweeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/archive/sweep_fixture.h"

namespace fudai::archive {
namespace {

using campaign::v1::OpenBagResponse;
using campaign::v1::ReportRefundResponse;
using testing::IsEmpty;
using testing::SizeIs;

class KeySweeperTest : public testing::Test {
 protected:
  KeySweeperTest() : codes_(world_.PlaySpring()) { world_.ArchiveSpring(); }

  int64_t Sweep(const std::string& key) {
    KeySweeper sweeper(world_.access());
    return world_.rig().Run(sweeper.Sweep("spring", key)).value();
  }
  std::string BagKey(const std::string& code) {
    const std::optional<sharecode::BagAddress> address = world_.rig().codec().Decode(code);
    return keys::Bag(address->partition, address->bag_number);
  }
  static std::string ReservationKey(const std::string& order_id, const std::string& user) {
    return keys::Reservation(partition::OfUser(user), order_id);
  }
  bool Exists(const std::string& key) { return world_.rig().Command({"EXISTS", key}).integer() == 1; }

  World world_;
  std::vector<std::string> codes_;
};

TEST_F(KeySweeperTest, WhatIsSweptIsAnsweredAsWhatIsNotThere) {
  Sweeper sweeper(world_.access(), world_.parts());
  world_.SweepAll(&sweeper, SampleNow());
  EXPECT_EQ(world_.Get(codes_[0], "user-1").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(world_.Open(codes_[0], "user-1").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(world_.Open(codes_[0], "stranger").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(world_.Redeem("spring-paid-user-0", "user-0").code(), absl::StatusCode::kNotFound);
  const absl::StatusOr<campaign::v1::ReportRefundResponse> refunded = world_.Refund("spring-0", "user-0");
  ASSERT_TRUE(refunded.ok()) << refunded.status();
  EXPECT_EQ(refunded->outcome(), ReportRefundResponse::OUTCOME_ORDER_UNKNOWN);
  world_.Remove();
  ASSERT_TRUE(world_.rig().Run(world_.rig().campaigns().Reload()).ok());
  EXPECT_EQ(world_.Open(codes_[0], "user-1").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(KeySweeperTest, BeforeItsBagIsSweptTheCampaignHasEnded) {
  EXPECT_EQ(world_.Open(codes_[0], "stranger")->outcome(), OpenBagResponse::OUTCOME_CAMPAIGN_ENDED);
  EXPECT_TRUE(world_.Get(codes_[0], "stranger").ok());
}

TEST_F(KeySweeperTest, ARefundDoesNotBringASweptBagBack) {
  EXPECT_EQ(Sweep(BagKey(codes_[0])), 1);
  const absl::StatusOr<campaign::v1::ReportRefundResponse> refunded = world_.Refund("spring-0", "user-0");
  ASSERT_TRUE(refunded.ok()) << refunded.status();
  EXPECT_EQ(refunded->outcome(), ReportRefundResponse::OUTCOME_RECORDED);
  EXPECT_FALSE(Exists(BagKey(codes_[0])));
}

TEST_F(KeySweeperTest, ARepeatedOpenDoesNotBringASweptCouponBack) {
  EXPECT_GT(Sweep(keys::Wallet(partition::OfUser("user-1"), "user-1")), 0);
  const absl::StatusOr<OpenBagResponse> repeated = world_.Open(codes_[0], "user-1");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED);
  EXPECT_THAT(world_.CouponsOf("user-1", "spring"), IsEmpty());
}

TEST_F(KeySweeperTest, AReservationStaysWhileItHoldsAnothersCoupon) {
  const std::vector<std::string> ours = world_.CouponsOf("user-0", "spring");
  const std::vector<std::string> others = world_.CouponsOf("user-0", "summer");
  ASSERT_TRUE(world_.Reserve("mixed", "user-0", {ours.back(), others.back()}).ok());
  EXPECT_EQ(Sweep(ReservationKey("mixed", "user-0")), 0) << "it has not ended";
  ASSERT_TRUE(world_.Release("mixed", "user-0").ok());
  EXPECT_EQ(Sweep(ReservationKey("mixed", "user-0")), 0);
  const int partition = partition::OfUser("user-0");
  world_.rig().Command({"HDEL", keys::Wallet(partition, "user-0"), others.back()});
  EXPECT_EQ(Sweep(ReservationKey("mixed", "user-0")), 2) << "the other campaign has been swept; with its order's owner";
  EXPECT_EQ(Sweep(ReservationKey("summer-paid-user-0", "user-0")), 0);
}

TEST_F(KeySweeperTest, AReservationTakesItsOrderIdAlongUnlessItWasReported) {
  const auto owner_key = [](const std::string& id) { return keys::OrderOwner(partition::OfUser(id), id); };
  ASSERT_TRUE(Exists(owner_key("spring-left-user-0")));
  EXPECT_EQ(Sweep(ReservationKey("spring-left-user-0", "user-0")), 2);
  EXPECT_FALSE(Exists(owner_key("spring-left-user-0")));
  world_.Order("spring-paid-user-0", "user-0");
  EXPECT_EQ(Sweep(ReservationKey("spring-paid-user-0", "user-0")), 1);
  EXPECT_TRUE(Exists(owner_key("spring-paid-user-0")));
}

TEST_F(KeySweeperTest, KeysOfOthersStay) {
  for (const std::string& key : {std::string("session:b:x"), partition::HeaderKey(0), partition::CatalogueKey()}) {
    EXPECT_EQ(Sweep(key), 0) << key;
  }
}

// Opens a bag and says whether that succeeded.
async::Task<bool> OpenOne(lucky_bag::LuckyBagService* bags, campaign::v1::OpenBagRequest request,
                          rpc::CallContext context) {
  const absl::StatusOr<OpenBagResponse> opened = co_await bags->OpenBag(request, context);
  co_return opened.ok() && opened->outcome() == OpenBagResponse::OUTCOME_OPENED;
}

async::Task<bool> SweepOn(Sweeper* sweeper) {
  while (true) {
    const absl::StatusOr<bool> more = co_await sweeper->Step(SampleNow());
    if (!more.ok() || !*more) co_return more.ok();
  }
}

TEST_F(KeySweeperTest, AnotherCampaignGoesOnInTheSameWallets) {
  const size_t had = world_.CouponsOf("user-0", "summer").size();
  std::vector<std::string> codes;
  for (int i = 0; i < 40; ++i) codes.push_back(world_.Order(absl::StrCat("more-", i), "sharer"));
  Sweeper sweeper(world_.access(1), world_.parts(), /*slice_keys=*/50);
  do world_.Step(&sweeper, SampleNow());
  while (world_.Progress()->phase == SweepPhase::kLedger);
  std::vector<async::Task<bool>> acts;
  acts.push_back(SweepOn(&sweeper));
  for (const std::string& code : codes) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(code);
    acts.push_back(OpenOne(&world_.bags(), request, world_.rig().CallBy("user-0", SampleNow())));
  }
  for (const bool succeeded : world_.rig().RunAll(std::move(acts))) EXPECT_TRUE(succeeded);
  EXPECT_EQ(world_.Progress()->phase, SweepPhase::kSwept);
  EXPECT_THAT(world_.CouponsOf("user-0", "summer"), SizeIs(had + codes.size()));
  EXPECT_THAT(world_.CouponsOf("user-0", "spring"), IsEmpty());
  EXPECT_EQ(world_.Get(codes[0], "user-0")->bag().remaining(), 9);
}

}  // namespace
}  // namespace fudai::archive
