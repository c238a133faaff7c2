// The laws under many at once; see laws_fixture.h.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/campaign/checkout/expirer.h"
#include "services/campaign/checkout/laws_fixture.h"

namespace fudai::checkout {
namespace {

TEST_F(CheckoutLawsTest, OneOf64TillsGetsTheCoupon) {
  rig_.Run(Give("u"));
  std::vector<async::Task<absl::StatusOr<ReserveAnswer>>> tills;
  std::vector<CheckoutStore> stores;
  for (int i = 0; i < StoreRig::kClients; ++i) stores.emplace_back(rig_.access(i));
  for (int order = 0; order < 64; ++order)
    tills.push_back(stores[order % StoreRig::kClients].Reserve(Reservation("u", order, {1}, NowMs())));
  int held = 0;
  for (const absl::StatusOr<ReserveAnswer>& answer : rig_.RunAll(std::move(tills))) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    held += answer->outcome == ReserveOutcome::kHeld ? 1 : 0;
    if (answer->outcome == ReserveOutcome::kObstacle) {
      EXPECT_EQ(answer->reason, campaign::v1::CouponObstacle::REASON_RESERVED);
    }
  }
  EXPECT_EQ(held, 1);
  FollowEvents();
  CheckUses({"u"});
}

TEST_F(CheckoutLawsTest, OneReversalOf64TakesAllBack) {
  rig_.Run(Give("u"));
  CheckoutStore store(rig_.access());
  ASSERT_TRUE(rig_.Run(store.Reserve(Reservation("u", 0, {0, 1}, NowMs()))).ok());
  ASSERT_TRUE(rig_.Run(store.Settle({OrderOf("u", 0), "u"}, NowMs(), Purpose::kPay)).ok());
  std::vector<CheckoutStore> stores;
  for (int i = 0; i < StoreRig::kClients; ++i) stores.emplace_back(rig_.access(i));
  std::vector<async::Task<absl::StatusOr<ReverseAnswer>>> reversals;
  for (int i = 0; i < 64; ++i) {
    reversals.push_back(
        stores[i % StoreRig::kClients].Reverse({{OrderOf("u", 0), "u"}, NowMs(), absl::StrCat("r", i), 0}));
  }
  int64_t reversed_fen = 0;
  for (const absl::StatusOr<ReverseAnswer>& answer : rig_.RunAll(std::move(reversals))) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    reversed_fen += answer->reversed_now_fen;
  }
  EXPECT_EQ(reversed_fen, 2 * kDiscountFen);
  FollowEvents();
  CheckUses({"u"});
}

TEST_F(CheckoutLawsTest, TheExpirerEndsWhatIsDueAndNothingElse) {
  metrics::Metrics metrics;
  Expirer expirer(CheckoutStore(rig_.access()), &metrics);
  CheckoutStore store(rig_.access());
  for (const char* user : {"u1", "u2", "u3"}) rig_.Run(Give(user));
  ASSERT_TRUE(rig_.Run(store.Reserve(Reservation("u1", 0, {0}, NowMs()))).ok());
  ASSERT_TRUE(rig_.Run(store.Reserve(Reservation("u2", 0, {0}, NowMs() + kMinuteMs))).ok());
  ASSERT_TRUE(rig_.Run(store.Reserve(Reservation("u3", 0, {0}, NowMs()))).ok());
  ASSERT_TRUE(rig_.Run(store.Settle({OrderOf("u3", 0), "u3"}, NowMs(), Purpose::kPay)).ok());
  EXPECT_EQ(rig_.Run(expirer.Pass(NowMs() + 10 * kMinuteMs - 1)).value(), 0);
  EXPECT_EQ(rig_.Run(expirer.Pass(NowMs() + 10 * kMinuteMs)).value(), 1);
  EXPECT_EQ(rig_.Run(expirer.Pass(NowMs() + 10 * kMinuteMs)).value(), 0) << "once";
  FollowEvents();
  EXPECT_FALSE(StoryOf("u1").IsReserved(CouponOf("u1", 0), OrderOf("u1", 0)));
  EXPECT_TRUE(StoryOf("u2").IsReserved(CouponOf("u2", 0), OrderOf("u2", 0)));
  EXPECT_EQ(StoryOf("u3").PayerOf(CouponOf("u3", 0)), OrderOf("u3", 0));
}

}  // namespace
}  // namespace fudai::checkout
