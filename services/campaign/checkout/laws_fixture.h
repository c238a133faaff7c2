// The laws of coupons at the till, whatever happens at once and in whatever order:
// - a coupon pays for one order, unless all of that order's discount was taken back and the coupon returned;
// - a reservation ends once, and what is taken back is at most what was taken off;
// - no more coupons of a kind pay than its limits allow, of a user and on a day; coupons for a first order pay for one;
// - a coupon's liability is owed, or an order has the coupon;
// - the wallet's uses and the ledger's events tell the same.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/partition/partition.h"
#include "services/campaign/checkout/checkout_store.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::checkout {

using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using event::v1::CouponUsed;

constexpr int64_t kDiscountFen = 300;
constexpr int64_t kMinuteMs = 60'000;
// Uses of a quarter of an hour count as a day's, so that short histories see days change.
constexpr int64_t kDayMs = 15 * kMinuteMs;

// What every user is given.
struct Terms {
  const char* kind;
  int most = 0;
  int most_a_day = 0;
  bool first_order_only = false;
  bool goes_back = true;
};
constexpr std::array<Terms, 6> kCoupons = {{{.kind = "cake", .goes_back = false},
                                            {.kind = "tea", .most = 2, .most_a_day = 1},
                                            {.kind = "tea", .most = 2, .most_a_day = 1},
                                            {.kind = "tea", .most = 2, .most_a_day = 1},
                                            {.kind = "first", .first_order_only = true},
                                            {.kind = "first", .first_order_only = true}}};

inline int64_t NowMs() { return absl::ToUnixMillis(SampleNow()); }
inline int32_t DayOfUse(int64_t now_ms) { return static_cast<int32_t>((now_ms - NowMs()) / kDayMs); }
inline std::string CouponOf(const std::string& user, size_t coupon) { return absl::StrCat(user, "-c", coupon); }
inline std::string OrderOf(const std::string& user, int order) { return absl::StrCat(user, "-o", order); }
inline const Terms& TermsOf(const std::string& coupon_id) { return kCoupons.at(coupon_id.back() - '0'); }

// Every coupon's.
inline store::v1::WalletEntry Entry() {
  store::v1::WalletEntry entry;
  entry.set_campaign_id("spring");
  entry.set_template_id("tea");
  entry.set_value_fen(kDiscountFen);
  entry.set_expires_at_ms(NowMs() + 60 * kMinuteMs);
  return entry;
}

// For ten minutes.
inline ReserveInput Reservation(const std::string& user, int order, const std::set<int>& coupons, int64_t now_ms) {
  ReserveInput input;
  input.address = {OrderOf(user, order), user};
  input.now_ms = now_ms;
  input.record.set_user_id(user);
  input.record.set_deadline_ms(now_ms + 10 * kMinuteMs);
  for (const int coupon : coupons) {
    absl::StrAppend(&input.contents, coupon, ",");
    const Terms& terms = kCoupons.at(coupon);
    CouponToHold hold;
    hold.coupon_id = CouponOf(user, coupon);
    hold.use = {contracts::UseState::kReserved,
                input.record.deadline_ms(),
                DayOfUse(now_ms),
                input.address.order_id,
                terms.kind,
                terms.first_order_only};
    hold.limits.set_max_uses_per_user(terms.most);
    hold.limits.set_max_uses_per_user_per_day(terms.most_a_day);
    hold.goes_back = terms.goes_back;
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

// One user's coupons, as the events tell of them; each event is checked against what came before it.
class Story {
 public:
  void Follow(int64_t at_ms, const CouponUsed& used) {
    Chapter& chapter = chapters_[{used.coupon_id(), used.order_id()}];
    const auto payment = payments_.find(used.coupon_id());
    switch (used.step()) {
      case CouponUsed::STEP_RESERVED:
        EXPECT_FALSE(chapter.reserved || (chapter.paid && !chapter.returned)) << used.ShortDebugString();
        chapter = {.reserved = true, .day = DayOfUse(at_ms)};
        break;
      case CouponUsed::STEP_REDEEMED:
        EXPECT_TRUE(chapter.reserved) << used.ShortDebugString();
        EXPECT_TRUE(payment == payments_.end()) << "paid twice: " << used.ShortDebugString();
        payments_[used.coupon_id()] = {used.order_id(), chapter.day};
        chapter = {.paid = true};
        CheckLimits(used);
        break;
      case CouponUsed::STEP_RELEASED:
      case CouponUsed::STEP_EXPIRED:
        EXPECT_TRUE(chapter.reserved) << used.ShortDebugString();
        chapter = {};
        break;
      case CouponUsed::STEP_REVERSED:
        EXPECT_TRUE(chapter.paid && used.reversed_fen() > 0) << used.ShortDebugString();
        chapter.reversed_fen += used.reversed_fen();
        EXPECT_LE(chapter.reversed_fen, used.discount_fen());
        break;
      case CouponUsed::STEP_RETURNED:
        EXPECT_TRUE(chapter.paid && !chapter.returned && chapter.reversed_fen == used.discount_fen());
        EXPECT_TRUE(payment != payments_.end() && payment->second.order_id == used.order_id());
        payments_.erase(used.coupon_id());
        chapter.returned = true;
        break;
      default:
        ADD_FAILURE() << "no step: " << used.ShortDebugString();
    }
  }

  void FollowOrder(const event::v1::OrderReported& order) {
    if (!first_order_.has_value()) first_order_ = order.order_id();
  }

  // The order that the coupon has paid for.
  std::optional<std::string> PayerOf(const std::string& coupon_id) const {
    const auto found = payments_.find(coupon_id);
    return found == payments_.end() ? std::nullopt : std::make_optional(found->second.order_id);
  }
  bool IsReserved(const std::string& coupon_id, const std::string& order_id) const {
    const auto found = chapters_.find({coupon_id, order_id});
    return found != chapters_.end() && found->second.reserved;
  }

 private:
  // One coupon within one order.
  struct Chapter {
    bool reserved = false;
    bool paid = false;
    bool returned = false;
    int64_t reversed_fen = 0;
    int32_t day = 0;
  };
  struct Payment {
    std::string order_id;
    int32_t day = 0;
  };

  // What one more payment must not have broken.
  void CheckLimits(const CouponUsed& used) const {
    const Terms& terms = TermsOf(used.coupon_id());
    std::map<int32_t, int> by_day;
    std::set<std::string> orders;
    int in_all = 0;
    for (const auto& [coupon_id, payment] : payments_) {
      if (std::string(TermsOf(coupon_id).kind) != terms.kind) continue;
      ++in_all;
      ++by_day[payment.day];
      orders.insert(payment.order_id);
    }
    EXPECT_TRUE(terms.most == 0 || in_all <= terms.most) << used.ShortDebugString();
    for (const auto& [day, uses] : by_day)
      EXPECT_TRUE(terms.most_a_day == 0 || uses <= terms.most_a_day)
          << "day " << day << ": " << used.ShortDebugString();
    if (!terms.first_order_only) return;
    EXPECT_EQ(orders.size(), 1U) << used.ShortDebugString();
    EXPECT_EQ(first_order_.value_or(used.order_id()), used.order_id()) << used.ShortDebugString();
  }

  std::map<std::pair<std::string, std::string>, Chapter> chapters_;
  std::map<std::string, Payment> payments_;
  // That was reported.
  std::optional<std::string> first_order_;
};

class CheckoutLawsTest : public testing::Test {
 protected:
  async::Task<bool> Give(std::string user) {
    for (size_t i = 0; i < kCoupons.size(); ++i) {
      contracts::CouponCredit credit{CouponOf(user, i), user, "bag", "sharer", Entry()};
      const absl::StatusOr<contracts::Credited> credited = co_await coupons_.Credit(std::move(credit));
      EXPECT_TRUE(credited.ok()) << credited.status();
    }
    co_return true;
  }

  // Follows the events since the last time.
  void FollowEvents() {
    for (int partition = 0; partition < partition::kCount; ++partition) {
      for (const event::v1::Event& event : rig_.Events(partition, followed_[partition])) {
        ++followed_[partition];
        if (event.has_coupon_used())
          stories_[event.coupon_used().user_id()].Follow(event.occurred_at_ms(), event.coupon_used());
        if (event.has_order_reported()) stories_[event.order_reported().user_id()].FollowOrder(event.order_reported());
      }
    }
  }
  const Story& StoryOf(const std::string& user) { return stories_[user]; }

  // The users' uses are what the events say, which have been followed. Returns how many coupons orders have.
  int64_t CheckUses(const std::vector<std::string>& users) {
    std::vector<async::Task<absl::StatusOr<contracts::Wallet>>> reads;
    for (const std::string& user : users) reads.push_back(coupons_.ReadWallet(user));
    const std::vector<absl::StatusOr<contracts::Wallet>> wallets = rig_.RunAll(std::move(reads));
    int64_t out_of_owed = 0;
    for (size_t i = 0; i < users.size(); ++i) out_of_owed += CheckUses(users[i], wallets[i].value());
    return out_of_owed;
  }

  // Coupons whose liability is still owed, over all partitions.
  int64_t CountOwed() {
    std::vector<async::Task<int64_t>> counts;
    for (int i = 0; i < partition::kCount; ++i) counts.push_back(CountOwed(rig_.access(), keys::Owed(i)));
    int64_t owed = 0;
    for (const int64_t count : rig_.RunAll(std::move(counts))) owed += count;
    return owed;
  }

  StoreRig rig_;
  coupon::CouponStore coupons_{rig_.access()};

 private:
  int64_t CheckUses(const std::string& user, const contracts::Wallet& wallet) {
    SCOPED_TRACE(user);
    EXPECT_EQ(wallet.coupons.size(), kCoupons.size());
    int64_t out_of_owed = 0;
    for (const contracts::OwnedCoupon& coupon : wallet.coupons) {
      const std::optional<std::string> payer = StoryOf(user).PayerOf(coupon.coupon_id);
      out_of_owed += coupon.use.has_value() ? 1 : 0;
      const bool used = coupon.use.has_value() && coupon.use->state == contracts::UseState::kUsed;
      EXPECT_EQ(used, payer.has_value()) << coupon.coupon_id;
      if (used) {
        EXPECT_EQ(coupon.use->order_id, payer);
      } else if (coupon.use.has_value()) {
        EXPECT_TRUE(StoryOf(user).IsReserved(coupon.coupon_id, coupon.use->order_id)) << coupon.coupon_id;
      }
    }
    return out_of_owed;
  }
  static async::Task<int64_t> CountOwed(contracts::StoreAccess access, std::string key) {
    std::vector<std::string> keys = {std::move(key)};
    redis::Pending pending = access.client()->Command("HVALS", std::move(keys), {});
    const absl::StatusOr<redis::Reply> counts = co_await pending;
    int64_t owed = 0;
    for (size_t k = 0; k < counts->size(); ++k) owed += std::stoll(std::string((*counts)[k].string()));
    co_return owed;
  }

  std::map<std::string, Story> stories_;
  std::array<int64_t, partition::kCount> followed_{};
};

}  // namespace fudai::checkout
