// A check that finds nothing is worth nothing: each law is broken here once, and must be found.
#include "tests/harness/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/harness/acts.h"

namespace fudai::harness {
namespace {

using event::v1::CouponUsed;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// s1's order gives a bag of three, which u1 and u2 open: 15 + 25 drops, a cup. u1, whom s1 brought, then orders.
class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() {
    AddOrder("o1", "s1", "bag");
    AddOpen(0, "u1", "off-3", 15, 0);
    AddCredit(0, "u1");
    AddOpen(1, "u2", "off-5", 25, 1);
    AddCredit(1, "u2");
    event::v1::ConversionRecorded* conversion = Next()->mutable_conversion_recorded();
    conversion->set_user_id("u1");
    conversion->set_sharer_id("s1");
    conversion->set_bag_id("bag");
  }

  event::v1::Event* Next() {
    admin::v1::LedgerEntry& entry = ledger_.emplace_back();
    entry.set_number(static_cast<int64_t>(ledger_.size()));
    return entry.mutable_event();
  }

  void AddOrder(const std::string& id, const std::string& buyer, const std::string& bag) {
    event::v1::OrderReported* order = Next()->mutable_order_reported();
    order->set_order_id(id);
    order->set_user_id(buyer);
    order->set_bag_id(bag);
    order->set_bag_size(3);
    order->set_first_order(1);
  }

  void AddOpen(uint32_t index, const std::string& opener, const std::string& template_id, uint32_t drops,
               uint32_t cups) {
    event::v1::BagOpened* open = Next()->mutable_bag_opened();
    open->set_bag_id("bag");
    open->set_index(index);
    open->set_opener_id(opener);
    open->set_sharer_id("s1");
    open->set_template_id(template_id);
    open->set_drops(drops);
    open->set_cups_filled(cups);
  }

  void AddCredit(uint32_t index, const std::string& owner) {
    event::v1::CouponCredited* credit = Next()->mutable_coupon_credited();
    credit->set_coupon_id("bag-" + std::to_string(index));
    credit->set_user_id(owner);
    credit->set_bag_id("bag");
    credit->set_sharer_id("s1");
    credit->set_first_touch(1);
  }

  void AddUse(event::v1::CouponUsed::Step step, const std::string& order = "o2", int64_t reversed_fen = 0) {
    event::v1::CouponUsed* use = Next()->mutable_coupon_used();
    use->set_coupon_id("bag-0");
    use->set_user_id("u1");
    use->set_order_id(order);
    use->set_discount_fen(300);
    use->set_step(step);
    use->set_reversed_fen(reversed_fen);
  }

  std::vector<std::string> Broken() const { return BrokenLaws(ledger_, CampaignAt("shop")); }

  Ledger ledger_;
};

TEST_F(LedgerTest, AGoodLedgerBreaksNothing) { EXPECT_THAT(Broken(), IsEmpty()); }

TEST_F(LedgerTest, AGapInTheNumbers) {
  ledger_[2].set_number(9);
  EXPECT_THAT(Broken(), Contains(HasSubstr("9 follows 2")));
}

TEST_F(LedgerTest, ThingsThatAreThereTwice) {
  AddOrder("o1", "s1", "bag");
  AddCredit(1, "u2");
  for (const char* twice : {"twice: order o1", "twice: bag bag", "twice: first order of s1", "twice: credit of bag-1",
                            "twice: first touch of u2"}) {
    EXPECT_THAT(Broken(), Contains(twice));
  }
}

TEST_F(LedgerTest, APositionGivenTwice) {
  AddOpen(1, "u3", "off-3", 0, 0);
  EXPECT_THAT(Broken(), Contains("twice: coupon bag-1"));
}

TEST_F(LedgerTest, AnOpenerWithTwoCoupons) {
  AddOpen(2, "u1", "off-3", 0, 0);
  EXPECT_THAT(Broken(), Contains("u1 opened twice: bag bag"));
}

TEST_F(LedgerTest, ASharerWhoOpensTheirOwnBag) {
  AddOpen(2, "s1", "off-3", 0, 0);
  EXPECT_THAT(Broken(), Contains("s1 opened their own bag bag"));
}

TEST_F(LedgerTest, ABagThatGivesTooMuch) {
  AddOpen(2, "u3", "off-3", 0, 0);
  AddOpen(3, "u4", "off-3", 0, 0);
  EXPECT_THAT(Broken(), Contains("bag bag of 3 gave 4"));
  EXPECT_THAT(Broken(), Contains("bag bag gave 3 of off-3"));
}

TEST_F(LedgerTest, ABagThatSkipsAPosition) {
  ledger_[3].mutable_event()->mutable_bag_opened()->set_index(2);
  EXPECT_THAT(Broken(), Contains("bag bag skipped a position"));
}

TEST_F(LedgerTest, ACouponThatNeverArrives) {
  ledger_[4].mutable_event()->mutable_coupon_credited()->set_coupon_id("bag-7");
  EXPECT_THAT(Broken(), Contains("never credited: bag-1"));
  EXPECT_THAT(Broken(), Contains("credited, but never given: bag-7"));
}

TEST_F(LedgerTest, ACouponThatGoesToAnother) {
  ledger_[4].mutable_event()->mutable_coupon_credited()->set_user_id("u9");
  EXPECT_THAT(Broken(), Contains("bag-1 went to u9"));
}

TEST_F(LedgerTest, CupsThatDoNotFollowFromTheDrops) {
  ledger_[3].mutable_event()->mutable_bag_opened()->set_drops(24);
  EXPECT_THAT(Broken(), Contains("s1 has 1 cups for 39 drops"));
}

TEST_F(LedgerTest, AConversionOfNobodysMaking) {
  ledger_[5].mutable_event()->mutable_conversion_recorded()->set_bag_id("other");
  EXPECT_THAT(Broken(), Contains(HasSubstr("the conversion of u1 names bag other")));
}

TEST_F(LedgerTest, ACouponThatPaysAgainOnceItWentBack) {
  for (const std::string order : {"o2", "o3"}) {
    AddUse(CouponUsed::STEP_RESERVED, order);
    AddUse(CouponUsed::STEP_REDEEMED, order);
    AddUse(CouponUsed::STEP_REVERSED, order, 100);
    AddUse(CouponUsed::STEP_REVERSED, order, 200);
    AddUse(CouponUsed::STEP_RETURNED, order);
  }
  AddUse(CouponUsed::STEP_RESERVED, "o4");
  AddUse(CouponUsed::STEP_EXPIRED, "o4");
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(LedgerTest, ACouponThatPaysTwice) {
  AddUse(CouponUsed::STEP_RESERVED);
  AddUse(CouponUsed::STEP_RESERVED, "o3");
  AddUse(CouponUsed::STEP_REDEEMED);
  AddUse(CouponUsed::STEP_REDEEMED, "o3");
  AddUse(CouponUsed::STEP_RESERVED, "o4");
  EXPECT_THAT(Broken(), ElementsAre("STEP_REDEEMED of coupon bag-0 by order o3: it has paid for an order",
                                    "STEP_RESERVED of coupon bag-0 by order o4: it has paid for an order"));
}

TEST_F(LedgerTest, StepsThatNothingLedTo) {
  for (const auto step : {CouponUsed::STEP_REDEEMED, CouponUsed::STEP_RELEASED, CouponUsed::STEP_EXPIRED}) {
    AddUse(step, "o5");
    EXPECT_THAT(Broken(), Contains(HasSubstr("by order o5: the order had not reserved it")));
    ledger_.pop_back();
  }
  for (const auto step : {CouponUsed::STEP_REVERSED, CouponUsed::STEP_RETURNED}) {
    AddUse(step, "o5");
    EXPECT_THAT(Broken(), Contains(HasSubstr("by order o5: it had not paid for the order")));
    ledger_.pop_back();
  }
}

TEST_F(LedgerTest, AReversalOfMoreThanTheDiscount) {
  AddUse(CouponUsed::STEP_RESERVED);
  AddUse(CouponUsed::STEP_REDEEMED);
  AddUse(CouponUsed::STEP_REVERSED, "o2", 301);
  EXPECT_THAT(Broken(), ElementsAre("STEP_REVERSED of coupon bag-0 by order o2: more than it took off"));
}

TEST_F(LedgerTest, AUserOfAnothersCoupon) {
  AddUse(CouponUsed::STEP_RESERVED);
  ledger_.back().mutable_event()->mutable_coupon_used()->set_user_id("u2");
  EXPECT_THAT(Broken(), ElementsAre("u2 used coupon bag-0, which is not theirs"));
}

}  // namespace
}  // namespace fudai::harness
