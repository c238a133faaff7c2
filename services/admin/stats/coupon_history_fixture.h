// Histories of coupons in a database: what the tests of money and of templates stand on.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/admin/stats/day_range.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {

using event::v1::CouponUsed;
using event::v1::Event;
using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.

inline constexpr int64_t kDayMs = 86'400'000;

// What a use tells unless a test says otherwise.
struct Telling {
  std::string campaign_id = "spring";
  int64_t payable_fen = 2750;
  int64_t reversed_fen = 100;
  bool first_of_order = true;
  bool first_of_campaign = true;
  bool first_of_template = true;
  // As events did not before they had the fields for it.
  bool tells_of_order = true;
};

// Coupons "latte" of 300 fen that take 250 fen off baskets of two units for 3000 fen, in events as the campaign server
// writes them: givings in one partition, uses and expiries in another.
class CouponHistoryTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  static std::string Text(const google::protobuf::Message& message) { return message.ShortDebugString(); }

  void Add(int partition, Event event, int64_t later_ms) {
    events_.Fold(*database_, partition, std::move(event), later_ms);
  }
  void Give(const std::string& coupon_id, const std::string& campaign_id = "spring", int64_t later_ms = 0) {
    Event event = OpenEvent(coupon_id.substr(0, coupon_id.find('-')), 0, "opener");
    event.mutable_bag_opened()->set_campaign_id(campaign_id);
    Add(kGivings, std::move(event), later_ms);
  }
  void Use(const std::string& coupon_id, CouponUsed::Step step, const Telling& telling, int64_t later_ms) {
    Event event = UseEvent(step);
    CouponUsed& use = *event.mutable_coupon_used();
    use.set_coupon_id(coupon_id);
    use.set_campaign_id(telling.campaign_id);
    use.set_payable_fen(telling.payable_fen);
    if (step == CouponUsed::STEP_REVERSED) use.set_reversed_fen(telling.reversed_fen);
    use.set_first_of_order(telling.first_of_order);
    use.set_first_of_campaign(telling.first_of_campaign);
    use.set_first_of_template(telling.first_of_template);
    if (!telling.tells_of_order) ForgetOrder(&use);
    Add(kUses, std::move(event), later_ms);
  }
  void Use(const std::string& coupon_id, CouponUsed::Step step, const Telling& telling = {}) {
    Use(coupon_id, step, telling, 0);
  }
  void Expire(int coupons, int64_t later_ms) {
    Event event = ExpiryEvent();
    event.mutable_liability_expired()->set_coupons(coupons);
    Add(kUses, std::move(event), later_ms);
  }

  // Eleven coupons on the first day; four more on the second, on which four pay for three orders; on the third the
  // discount of one is taken back, and it comes back, and part of another's, which is forfeited; then two expire. A
  // friend becomes a customer.
  void MakeAWeek() {
    for (int i = 0; i < 11; ++i) Give(absl::StrCat("bag", i, "-0"));
    for (int i = 11; i < 15; ++i) Give(absl::StrCat("bag", i, "-0"), "spring", kDayMs);
    for (int i = 0; i < 3; ++i)
      Use(absl::StrCat("bag", i, "-0"), CouponUsed::STEP_REDEEMED, {}, kDayMs + i * kDayMs / 48);
    const Telling second = {.first_of_order = false, .first_of_campaign = false, .first_of_template = false};
    Use("bag3-0", CouponUsed::STEP_REDEEMED, second, kDayMs);
    Use("bag0-0", CouponUsed::STEP_REVERSED, {.reversed_fen = 250}, 2 * kDayMs);
    Use("bag0-0", CouponUsed::STEP_RETURNED, {}, 2 * kDayMs);
    Use("bag1-0", CouponUsed::STEP_REVERSED, {}, 2 * kDayMs);
    Expire(2, 3 * kDayMs);
    Add(kUses, ConversionEvent("o2", "u2"), kDayMs);
  }

  // Coupons that live two to six days, one a day's eighth, of which some are used, and come back, on time or after it,
  // or are forfeited; what is left expires, but for the youngest. Returns how many can still be used at the end.
  int64_t MakeUpCoupons(int count) {
    int64_t usable = 0;
    for (int i = 0; i < count; ++i) {
      const std::string coupon = absl::StrCat("bag", i, "-0");
      const int64_t given_ms = i * kDayMs / 8, expiry_ms = given_ms + (2 + i % 5) * kDayMs;
      Give(coupon, "spring", given_ms);
      const bool is_used = i % 3 != 0, is_taken_back = i % 3 == 1, is_forfeited = i % 6 == 1;
      const int64_t back_ms = given_ms + (1 + i % 7) * kDayMs;
      if (is_used) Use(coupon, CouponUsed::STEP_REDEEMED, {}, given_ms + kDayMs / 2);
      if (is_taken_back) Use(coupon, CouponUsed::STEP_REVERSED, {.reversed_fen = 250}, back_ms);
      if (is_taken_back && !is_forfeited) Use(coupon, CouponUsed::STEP_RETURNED, {}, back_ms);
      if (is_used && (!is_taken_back || is_forfeited)) continue;
      if (i >= count - kYoungest) {
        ++usable;
      } else {
        Expire(1, is_used ? std::max(back_ms, expiry_ms) : expiry_ms);
      }
    }
    return usable;
  }

  template <typename Response, typename Read>
  Response Ask(const Read& read, const DayRange& days) {
    const absl::StatusOr<Response> response =
        database_->Read([&](soci::session& sql) -> absl::StatusOr<Response> { return read(sql, days); });
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(Response());
  }

  std::unique_ptr<database::Database> database_;

 private:
  static constexpr int kGivings = 1, kUses = 2, kYoungest = 10;

  static void ForgetOrder(CouponUsed* use) {
    use->clear_given_at_ms();
    use->clear_shop_id();
    use->clear_basket_fen();
    use->clear_payable_fen();
    use->clear_items();
    use->clear_first_of_order();
    use->clear_first_of_campaign();
    use->clear_first_of_template();
  }

  FoldedEvents events_;
};

}  // namespace fudai::stats
