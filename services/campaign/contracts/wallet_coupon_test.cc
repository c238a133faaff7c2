#include "services/campaign/contracts/wallet_coupon.h"

#include <gtest/gtest.h>

#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {
namespace {

// Given at 1000, valid from 2000 to 3000.
OwnedCoupon SampleCoupon() {
  OwnedCoupon coupon;
  coupon.coupon_id = "c1";
  coupon.entry.set_given_at_ms(1000);
  coupon.entry.set_valid_from_ms(2000);
  coupon.entry.set_expires_at_ms(3000);
  return coupon;
}

campaign::v1::CouponState StateAt(const OwnedCoupon& coupon, int64_t now_ms) {
  return ToCoupon(coupon, absl::FromUnixMillis(now_ms)).state();
}

TEST(ToCouponTest, ShowsItsTime) {
  const campaign::v1::Coupon coupon = ToCoupon(SampleCoupon(), absl::FromUnixMillis(0));
  EXPECT_EQ(coupon.coupon_id(), "c1");
  EXPECT_EQ(ToMilliseconds(coupon.give_time()), 1000);
  EXPECT_EQ(ToMilliseconds(coupon.start_time()), 2000);
  EXPECT_EQ(ToMilliseconds(coupon.expire_time()), 3000);
}

TEST(ToCouponTest, ItsStateFollowsTheClock) {
  EXPECT_EQ(StateAt(SampleCoupon(), 1999), campaign::v1::COUPON_STATE_NOT_YET_VALID);
  EXPECT_EQ(StateAt(SampleCoupon(), 2000), campaign::v1::COUPON_STATE_USABLE);
  EXPECT_EQ(StateAt(SampleCoupon(), 2999), campaign::v1::COUPON_STATE_USABLE);
  EXPECT_EQ(StateAt(SampleCoupon(), 3000), campaign::v1::COUPON_STATE_EXPIRED);
}

TEST(ToCouponTest, OneThatNeverBeganExpiresToo) {
  OwnedCoupon coupon = SampleCoupon();
  coupon.entry.set_valid_from_ms(4000);
  EXPECT_EQ(StateAt(coupon, 3500), campaign::v1::COUPON_STATE_EXPIRED);
}

TEST(ToCouponTest, AReservationHoldsItUntilItsDeadline) {
  OwnedCoupon coupon = SampleCoupon();
  coupon.use = CouponUse{.state = UseState::kReserved, .deadline_ms = 2500, .order_id = "o1"};
  EXPECT_EQ(StateAt(coupon, 2499), campaign::v1::COUPON_STATE_RESERVED);
  EXPECT_EQ(ToCoupon(coupon, absl::FromUnixMillis(2499)).order_id(), "o1");
  EXPECT_EQ(StateAt(coupon, 2500), campaign::v1::COUPON_STATE_USABLE);
  EXPECT_EQ(ToCoupon(coupon, absl::FromUnixMillis(2500)).order_id(), "");
}

TEST(ToCouponTest, AUsedOneStaysUsed) {
  OwnedCoupon coupon = SampleCoupon();
  coupon.use = CouponUse{.state = UseState::kUsed, .order_id = "o1"};
  EXPECT_EQ(StateAt(coupon, 5000), campaign::v1::COUPON_STATE_USED);
  EXPECT_EQ(ToCoupon(coupon, absl::FromUnixMillis(5000)).order_id(), "o1");
}

}  // namespace
}  // namespace fudai::contracts
