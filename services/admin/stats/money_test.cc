#include "services/admin/stats/money.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/admin/stats/coupon_history_fixture.h"

namespace fudai::stats {
namespace {

using admin::v1::Money;
using admin::v1::MoneyDay;
using admin::v1::QueryMoneyResponse;

class MoneyTest : public CouponHistoryTest {
 protected:
  QueryMoneyResponse Read(const DayRange& days) { return Ask<QueryMoneyResponse>(ReadMoney, days); }
};
INSTANTIATE_TEST_SUITE_P(Databases, MoneyTest, BothDatabases(), DatabaseName);

TEST_P(MoneyTest, AddsUpWhatBecameOfCoupons) {
  MakeAWeek();
  const Money money = Read({.campaign_id = "spring"}).money();
  EXPECT_EQ(Text(money),
            "liability_fen: 4500 redeemed_fen: 1200 returned_fen: 300 expired_fen: 600 outstanding_fen: 3000 "
            "discount_fen: 1000 reversed_fen: 350 coupon_orders: 3 coupon_revenue_fen: 8250 new_customers: 1 "
            "cost_per_new_customer_fen: 650 revenue_per_discount: 12.692307692307692");
}

TEST_P(MoneyTest, GivesEachDayItsOwnAndWhatIsOutstandingAtItsEnd) {
  MakeAWeek();
  const QueryMoneyResponse money = Read({.campaign_id = "spring"});
  ASSERT_EQ(money.days_size(), 4);
  EXPECT_EQ(money.days(0).outstanding_fen(), 3300) << "3300 given";
  EXPECT_EQ(money.days(1).outstanding_fen(), 3300) << "1200 given, four used";
  EXPECT_EQ(money.days(2).outstanding_fen(), 3600) << "one came back";
  EXPECT_EQ(money.days(3).outstanding_fen(), 3000) << "two expired";
  EXPECT_EQ(money.days(1).discount_fen(), 1000);
  EXPECT_EQ(money.days(2).reversed_fen(), 350);
  EXPECT_EQ(money.days(1).coupon_revenue_fen(), 8250);
}

TEST_P(MoneyTest, BeginsARangeWithWhatWasOutstandingBefore) {
  MakeAWeek();
  const QueryMoneyResponse second = Read({"spring", kEventMs + kDayMs / 6, kEventMs + 7 * kDayMs / 6});
  ASSERT_EQ(second.days_size(), 1);
  EXPECT_EQ(second.money().liability_fen(), 1200);
  EXPECT_EQ(second.money().outstanding_fen(), 3300);
  const QueryMoneyResponse later = Read({.campaign_id = "spring", .start_ms = kEventMs + 20 * kDayMs});
  EXPECT_EQ(later.days_size(), 0);
  EXPECT_EQ(Text(later.money()), "outstanding_fen: 3000");
}

TEST_P(MoneyTest, CountsAnOrderOfTwoCampaignsOnceInTheChain) {
  Give("bag-0");
  Give("bag-1", "autumn");
  Use("bag-0", CouponUsed::STEP_REDEEMED);
  Use("bag-1", CouponUsed::STEP_REDEEMED, {.campaign_id = "autumn", .first_of_order = false});
  EXPECT_EQ(Read({.campaign_id = "spring"}).money().coupon_orders(), 1);
  EXPECT_EQ(Read({.campaign_id = "autumn"}).money().coupon_orders(), 1);
  EXPECT_EQ(Read({}).money().coupon_orders(), 1);
  EXPECT_EQ(Read({}).money().coupon_revenue_fen(), 2750);
  EXPECT_EQ(Read({}).money().liability_fen(), 600);
}

TEST_P(MoneyTest, HasNoRatiosWithoutNewCustomersOrDiscount) {
  Give("bag-0");
  Use("bag-0", CouponUsed::STEP_REDEEMED);
  Use("bag-0", CouponUsed::STEP_REVERSED, {.reversed_fen = 250});
  const Money money = Read({}).money();
  EXPECT_FALSE(money.has_cost_per_new_customer_fen());
  EXPECT_FALSE(money.has_revenue_per_discount()) << "all of it was taken back";
}

TEST_P(MoneyTest, StaysAtTheCapWhereRevenueIsNoFigure) {
  constexpr int64_t kHuge = INT64_MAX / 2 + 1;
  for (const int64_t later_ms : {int64_t{0}, int64_t{0}, kDayMs})
    Use("bag-0", CouponUsed::STEP_REDEEMED, {.payable_fen = kHuge}, later_ms);
  const QueryMoneyResponse chain = Read({});
  ASSERT_EQ(chain.days_size(), 2);
  EXPECT_EQ(chain.days(0).coupon_revenue_fen(), INT64_MAX);
  EXPECT_EQ(chain.days(1).coupon_revenue_fen(), kHuge);
  EXPECT_EQ(chain.money().coupon_revenue_fen(), INT64_MAX);
}

TEST_P(MoneyTest, HasNoRevenueOfEventsThatDoNotTellIt) {
  Give("bag-0");
  Use("bag-0", CouponUsed::STEP_REDEEMED, {.tells_of_order = false});
  const Money money = Read({}).money();
  EXPECT_EQ(money.redeemed_fen(), 300);
  EXPECT_EQ(money.coupon_orders(), 0);
  EXPECT_EQ(money.coupon_revenue_fen(), 0);
}

// Given − redeemed + returned − expired = outstanding ≥ 0, on every day and however the events come.
TEST_P(MoneyTest, OutstandingIsWhatNobodyHasUsedYet) {
  const int64_t usable = MakeUpCoupons(200);
  for (const char* campaign : {"spring", ""}) {
    const QueryMoneyResponse response = Read({.campaign_id = campaign});
    int64_t outstanding_fen = 0;
    for (const MoneyDay& day : response.days()) {
      outstanding_fen += day.liability_fen() - day.redeemed_fen() + day.returned_fen() - day.expired_fen();
      EXPECT_EQ(day.outstanding_fen(), outstanding_fen);
      EXPECT_GE(outstanding_fen, 0) << day.ShortDebugString();
    }
    EXPECT_EQ(response.money().outstanding_fen(), usable * 300);
    EXPECT_GT(response.money().returned_fen() * response.money().expired_fen() * response.money().reversed_fen(), 0);
  }
}

}  // namespace
}  // namespace fudai::stats
