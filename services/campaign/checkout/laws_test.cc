// The laws of coupons at the till, whatever happens at once and in whatever order:
// - a coupon pays for one order, unless all of that order's discount was taken back and the coupon returned;
// - a reservation ends once, and what is taken back is at most what was taken off;
// - the wallet's uses and the ledger's events tell the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "services/campaign/checkout/checkout_store.h"
#include "services/campaign/checkout/expirer.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::checkout {
namespace {

using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using contracts::ReservationState;
using event::v1::CouponUsed;

constexpr int kCoupons = 3;
constexpr int kOrders = 3;
constexpr int64_t kDiscountFen = 300;
constexpr int64_t kMinuteMs = 60'000;

int64_t NowMs() { return absl::ToUnixMillis(SampleNow()); }
std::string CouponOf(const std::string& user, int coupon) { return absl::StrCat(user, "-c", coupon); }
std::string OrderOf(const std::string& user, int order) { return absl::StrCat(user, "-o", order); }

// Every coupon's.
store::v1::WalletEntry Entry() {
  store::v1::WalletEntry entry;
  entry.set_campaign_id("spring");
  entry.set_template_id("tea");
  entry.set_value_fen(kDiscountFen);
  entry.set_expires_at_ms(NowMs() + 60 * kMinuteMs);
  return entry;
}

ReserveInput Reservation(const std::string& user, int order, const std::set<int>& coupons, int64_t now_ms) {
  ReserveInput input;
  input.address = {OrderOf(user, order), user};
  input.now_ms = now_ms;
  input.record.set_user_id(user);
  input.record.set_deadline_ms(now_ms + 10 * kMinuteMs);
  for (const int coupon : coupons) {
    absl::StrAppend(&input.contents, coupon, ",");
    CouponToHold hold;
    hold.coupon_id = CouponOf(user, coupon);
    hold.use = {contracts::UseState::kReserved, input.record.deadline_ms(), 1, input.address.order_id, "kind"};
    hold.goes_back = coupon != 0;
    hold.discount_fen = kDiscountFen;
    hold.liability = keys::KindOf(Entry());
    hold.part.set_coupon_id(hold.coupon_id);
    hold.part.set_user_id(user);
    hold.part.set_order_id(input.address.order_id);
    hold.part.set_discount_fen(kDiscountFen);
    input.coupons.push_back(std::move(hold));
  }
  return input;
}

// One coupon within one order, as the events tell it.
struct Story {
  bool reserved = false;
  bool paid = false;
  bool returned = false;
  int64_t reversed_fen = 0;
};

class CheckoutLawsTest : public testing::Test {
 protected:
  async::Task<bool> Give(std::string user) {
    for (int i = 0; i < kCoupons; ++i) {
      contracts::CouponCredit credit{CouponOf(user, i), user, "bag", "sharer", Entry()};
      const absl::StatusOr<contracts::Credited> credited = co_await coupons_.Credit(std::move(credit));
      EXPECT_TRUE(credited.ok()) << credited.status();
    }
    co_return true;
  }

  // One act, chosen at random, of any kind, by a clock that jumps within half an hour. `seed` makes it.
  async::Task<bool> Act(std::string user, uint64_t seed, int client) {
    std::mt19937_64 random(seed);
    const auto draw = [&random](int most) { return static_cast<int>(random() % (most + 1)); };
    CheckoutStore store(rig_.access(client));
    const int order = draw(kOrders - 1);
    const int64_t now_ms = NowMs() + draw(30) * kMinuteMs;
    const ReservationAddress address{OrderOf(user, order), user};
    absl::Status status;
    switch (draw(5)) {
      case 0:
      case 1: {
        std::set<int> coupons = {draw(kCoupons - 1), draw(kCoupons - 1)};
        ReserveInput input = Reservation(user, order, coupons, now_ms);
        const absl::StatusOr<ReserveAnswer> answer = co_await store.Reserve(std::move(input));
        status = answer.status();
        break;
      }
      case 2: {
        const absl::StatusOr<SettleAnswer> answer = co_await store.Settle(address, now_ms, Purpose::kPay);
        status = answer.status();
        break;
      }
      case 3: {
        const absl::StatusOr<SettleAnswer> answer = co_await store.Settle(address, now_ms, Purpose::kRelease);
        status = answer.status();
        break;
      }
      case 4: {
        const absl::StatusOr<SettleAnswer> answer = co_await store.Settle(address, now_ms, Purpose::kLook);
        status = answer.status();
        break;
      }
      case 5: {
        ReverseInput input{address, now_ms, absl::StrCat("r", draw(3)), draw(2) * 150};
        const absl::StatusOr<ReverseAnswer> answer = co_await store.Reverse(std::move(input));
        status = answer.status();
        break;
      }
    }
    EXPECT_TRUE(status.ok()) << status;
    co_return true;
  }

  // Follows every event, and checks each against what came before it.
  void CheckEvents() {
    for (const event::v1::Event& event : rig_.AllEvents()) {
      if (!event.has_coupon_used()) continue;
      const CouponUsed& used = event.coupon_used();
      Story& story = stories_[{used.coupon_id(), used.order_id()}];
      std::optional<std::string>& payer = paid_by_[used.coupon_id()];
      switch (used.step()) {
        case CouponUsed::STEP_RESERVED:
          EXPECT_FALSE(story.reserved || (story.paid && !story.returned)) << used.ShortDebugString();
          story = {.reserved = true};
          break;
        case CouponUsed::STEP_REDEEMED:
          EXPECT_TRUE(story.reserved) << used.ShortDebugString();
          EXPECT_FALSE(payer.has_value()) << "paid twice: " << used.ShortDebugString();
          payer = used.order_id();
          story = {.paid = true};
          break;
        case CouponUsed::STEP_RELEASED:
        case CouponUsed::STEP_EXPIRED:
          EXPECT_TRUE(story.reserved) << used.ShortDebugString();
          story = {};
          break;
        case CouponUsed::STEP_REVERSED:
          EXPECT_TRUE(story.paid && used.reversed_fen() > 0) << used.ShortDebugString();
          story.reversed_fen += used.reversed_fen();
          EXPECT_LE(story.reversed_fen, used.discount_fen());
          break;
        case CouponUsed::STEP_RETURNED:
          EXPECT_TRUE(story.paid && !story.returned && story.reversed_fen == used.discount_fen());
          EXPECT_EQ(payer, used.order_id());
          payer.reset();
          story.returned = true;
          break;
        default:
          ADD_FAILURE() << "no step: " << used.ShortDebugString();
      }
    }
  }

  // The store's uses are what the events say.
  void CheckUses(const std::string& user) {
    const contracts::Wallet wallet = rig_.Run(coupons_.ReadWallet(user)).value();
    ASSERT_EQ(wallet.coupons.size(), kCoupons);
    for (const contracts::OwnedCoupon& coupon : wallet.coupons) {
      const std::optional<std::string> payer = paid_by_[coupon.coupon_id];
      out_of_owed_ += coupon.use.has_value() ? 1 : 0;
      const bool used = coupon.use.has_value() && coupon.use->state == contracts::UseState::kUsed;
      EXPECT_EQ(used, payer.has_value()) << coupon.coupon_id;
      if (used) EXPECT_EQ(coupon.use->order_id, payer);
      if (coupon.use.has_value() && !used)
        EXPECT_TRUE((stories_[{coupon.coupon_id, coupon.use->order_id}].reserved)) << coupon.coupon_id;
    }
  }

  // Coupons whose liability is still owed, over all partitions.
  int64_t CountOwed() {
    int64_t owed = 0;
    for (int i = 0; i < partition::kCount; ++i) {
      const redis::Reply counts = rig_.Command({"HVALS", keys::Owed(i)});
      for (size_t k = 0; k < counts.size(); ++k) owed += counts[k].integer();
    }
    return owed;
  }

  StoreRig rig_;
  coupon::CouponStore coupons_{rig_.access()};
  std::map<std::pair<std::string, std::string>, Story> stories_;
  std::map<std::string, std::optional<std::string>> paid_by_;
  // Coupons that an order holds or has used, of the wallets that CheckUses has seen.
  int64_t out_of_owed_ = 0;
};

TEST_F(CheckoutLawsTest, HoldAfterRandomHistories) {
  constexpr int kHistories = 10'000;
  constexpr int kTogether = 250;
  constexpr int kActs = 14;
  for (int first = 0; first < kHistories; first += kTogether) {
    std::vector<async::Task<bool>> given;
    for (int h = first; h < first + kTogether; ++h) given.push_back(Give(absl::StrCat("u", h)));
    rig_.RunAll(std::move(given));
    for (int act = 0; act < kActs; ++act) {
      std::vector<async::Task<bool>> acts;
      for (int h = first; h < first + kTogether; ++h) {
        // Two acts of one history run at once, on two connections.
        for (int client : {0, 1}) acts.push_back(Act(absl::StrCat("u", h), (h * kActs + act) * 2 + client, client));
      }
      rig_.RunAll(std::move(acts));
    }
  }
  CheckEvents();
  for (int h = 0; h < kHistories; ++h) CheckUses(absl::StrCat("u", h));
  EXPECT_EQ(CountOwed() + out_of_owed_, int64_t{kHistories} * kCoupons)
      << "the liability of every coupon is somewhere, once";
}

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
    if (answer->outcome == ReserveOutcome::kObstacle)
      EXPECT_EQ(answer->reason, campaign::v1::CouponObstacle::REASON_RESERVED);
  }
  EXPECT_EQ(held, 1);
  CheckEvents();
  CheckUses("u");
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
  CheckEvents();
  CheckUses("u");
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
  CheckEvents();
  EXPECT_FALSE((stories_[{CouponOf("u1", 0), OrderOf("u1", 0)}].reserved));
  EXPECT_TRUE((stories_[{CouponOf("u2", 0), OrderOf("u2", 0)}].reserved));
  EXPECT_TRUE((stories_[{CouponOf("u3", 0), OrderOf("u3", 0)}].paid));
}

}  // namespace
}  // namespace fudai::checkout
