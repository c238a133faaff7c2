#include "services/campaign/pricing/benefit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "services/campaign/pricing/combination.h"
#include "services/campaign/pricing/test_orders.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponTemplate;
using testing::ElementsAreArray;

// Two cakes of 10.00 yuan, three teas of 5.00, one bread of 2.01; delivery costs 6.00.
Situation SampleOrder() {
  Situation order = OrderOf({Line("cake", 2, 1000), Line("tea", 3, 500), Line("bread", 1, 201)}, 600);
  order.basket.mutable_lines(0)->set_category("food");
  order.basket.mutable_lines(1)->set_category("drink");
  order.basket.mutable_lines(2)->set_category("food");
  return order;
}

struct Case {
  const char* name;
  std::function<void(CouponTemplate&)> terms;
  std::vector<int64_t> shares;
  int64_t delivery = 0;
};

class BenefitTest : public testing::TestWithParam<Case> {};

TEST_P(BenefitTest, TakesOffWhatTheTermsSay) {
  CouponTemplate terms = Template("t", 10'000);
  GetParam().terms(terms);
  const campaign::v1::Discount discount = Apply(SampleOrder(), {CouponOf(terms)});
  EXPECT_THAT(discount.line_discounts_fen(), ElementsAreArray(GetParam().shares));
  EXPECT_EQ(discount.delivery_discount_fen(), GetParam().delivery);
  EXPECT_EQ(discount.total_fen(), 4301);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BenefitTest,
    testing::Values(
        // 300 : 2000, 1500, 201 of 3701 are 162.118…, 121.588…, 16.293…
        Case{"AmountByLargestRemainder",
             [](CouponTemplate& t) { t.mutable_amount_off()->set_amount_fen(300); },
             {162, 122, 16}},
        Case{"AmountAtMostTheLines",
             [](CouponTemplate& t) { t.mutable_amount_off()->set_amount_fen(9000); },
             {2000, 1500, 201}},
        Case{"NothingSaidIsAnAmountOfTheValue", [](CouponTemplate& t) { t.set_value_fen(300); }, {162, 122, 16}},
        Case{"AmountOnEligibleLinesOnly",
             [](CouponTemplate& t) {
               t.mutable_amount_off()->set_amount_fen(300);
               t.mutable_conditions()->add_categories("drink");
             },
             {0, 300, 0}},
        Case{"ExclusionWinsOverInclusion",
             [](CouponTemplate& t) {
               t.mutable_amount_off()->set_amount_fen(300);
               t.mutable_conditions()->add_categories("food");
               t.mutable_conditions()->add_excluded_skus("cake");
             },
             {0, 0, 201}},
        Case{"BothSkuAndCategoryMustPass",
             [](CouponTemplate& t) {
               t.mutable_conditions()->add_skus("tea");
               t.mutable_conditions()->add_skus("bread");
               t.mutable_conditions()->add_excluded_categories("drink");
             },
             {0, 0, 201}},
        // 33 % of 3701 is 1221.33.
        Case{"PercentRoundsDown", [](CouponTemplate& t) { t.mutable_percent_off()->set_percent(33); }, {660, 495, 66}},
        Case{"PercentAtMostTheValue",
             [](CouponTemplate& t) {
               t.set_value_fen(300);
               t.mutable_percent_off()->set_percent(33);
             },
             {162, 122, 16}},
        Case{"AllOfIt", [](CouponTemplate& t) { t.mutable_percent_off()->set_percent(100); }, {2000, 1500, 201}},
        Case{"FixedPriceWhereMostIsSaved",
             [](CouponTemplate& t) { t.mutable_fixed_price()->set_price_fen(300); },
             {700, 0, 0}},
        Case{
            "FixedPriceAbovePrice", [](CouponTemplate& t) { t.mutable_fixed_price()->set_price_fen(1001); }, {0, 0, 0}},
        Case{"FreeItemIsTheDearest", [](CouponTemplate& t) { t.mutable_free_item(); }, {1000, 0, 0}},
        Case{"FreeItemAtMostTheValue",
             [](CouponTemplate& t) {
               t.set_value_fen(999);
               t.mutable_free_item();
             },
             {999, 0, 0}},
        Case{"CheapestOfAllUnits",
             [](CouponTemplate& t) {
               t.mutable_buy_x_get_y()->set_buy(2);
               t.mutable_buy_x_get_y()->set_get(1);
             },
             {0, 0, 201}},
        Case{"CheapestOverSeveralLines",
             [](CouponTemplate& t) {
               t.mutable_buy_x_get_y()->set_buy(1);
               t.mutable_buy_x_get_y()->set_get(1);
               t.mutable_buy_x_get_y()->set_max_times(5);
             },
             {0, 1000, 201}},
        Case{"NotEnoughUnits",
             [](CouponTemplate& t) {
               t.mutable_buy_x_get_y()->set_buy(6);
               t.mutable_buy_x_get_y()->set_get(1);
             },
             {0, 0, 0}},
        // 600 : 1000 and 201 of 1201 are 499.58… and 100.41….
        Case{"FreeUnitsShareTheValue",
             [](CouponTemplate& t) {
               t.set_value_fen(600);
               t.mutable_buy_x_get_y()->set_buy(1);
               t.mutable_buy_x_get_y()->set_get(1);
               t.mutable_buy_x_get_y()->set_max_times(3);
             },
             {0, 500, 100}},
        Case{"Delivery", [](CouponTemplate& t) { t.mutable_free_delivery(); }, {0, 0, 0}, 600},
        Case{"DeliveryAtMostTheValue",
             [](CouponTemplate& t) {
               t.set_value_fen(500);
               t.mutable_free_delivery();
             },
             {0, 0, 0},
             500}),
    [](const auto& info) { return info.param.name; });

TEST(ShareTest, OfEqualRemaindersTheEarlierLineIsRoundedUp) {
  const CouponTemplate terms = Template("t", 2);
  const Situation order = OrderOf({Line("a", 1, 100), Line("b", 1, 100), Line("c", 1, 100)});
  EXPECT_THAT(Apply(order, {CouponOf(terms)}).line_discounts_fen(), testing::ElementsAre(1, 1, 0));
}

TEST(ShareTest, TheLargestBasketDoesNotOverflow) {
  Situation order = OrderOf({});
  for (int i = 0; i < 100; ++i) *order.basket.add_lines() = Line("a", 10'000, 1'000'000'000);
  CouponTemplate terms = Template("t", 10'000'000);
  terms.mutable_percent_off()->set_percent(100);
  const campaign::v1::Discount discount = Apply(order, {CouponOf(terms)});
  EXPECT_EQ(discount.total_fen(), 1'000'000'000'000'000);
  EXPECT_EQ(discount.discount_fen(), 10'000'000);
  EXPECT_EQ(discount.line_discounts_fen(99), 100'000);
}

class KindTest : public testing::TestWithParam<std::pair<const char*, std::function<void(CouponTemplate&, int)>>> {};

// Lowers what a basket still costs step by step, and looks at what a coupon would take off it.
TEST_P(KindTest, TakesNoMoreOffWhatCostsLess) {
  std::mt19937_64 random(7);
  const auto number = [&](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  for (int round = 0; round < 2000; ++round) {
    Situation order = OrderOf({}, number(0, 300));
    for (int64_t lines = number(1, 5); lines > 0; --lines) {
      *order.basket.add_lines() = Line("a", static_cast<int>(number(1, 4)), number(0, 300));
    }
    CouponTemplate terms = Template("t", number(1, 500));
    GetParam().second(terms, static_cast<int>(number(1, 100)));
    const PreparedCoupon coupon = Prepare(terms, order.basket);
    Remaining remaining = WholeCost(order.basket);
    int64_t before = DiscountOf(coupon, remaining);
    while (remaining.total_fen() > 0) {
      const auto part = static_cast<size_t>(number(0, order.basket.lines_size()));
      int64_t& cost = part < remaining.lines_fen.size() ? remaining.lines_fen[part] : remaining.delivery_fen;
      cost -= number(0, cost);
      const int64_t after = DiscountOf(coupon, remaining);
      ASSERT_LE(after, before) << terms.ShortDebugString() << order.basket.ShortDebugString();
      Remaining paid = remaining;
      ASSERT_EQ(TakeOff(coupon, &paid), after);
      ASSERT_EQ(paid.total_fen(), remaining.total_fen() - after);
      ASSERT_TRUE(std::all_of(paid.lines_fen.begin(), paid.lines_fen.end(), [](int64_t fen) { return fen >= 0; }));
      ASSERT_GE(paid.delivery_fen, 0);
      before = after;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Monotone, KindTest,
    testing::Values(
        KindTest::ParamType{"Amount", [](CouponTemplate& t, int n) { t.mutable_amount_off()->set_amount_fen(n); }},
        KindTest::ParamType{"Percent", [](CouponTemplate& t, int n) { t.mutable_percent_off()->set_percent(n); }},
        KindTest::ParamType{"FixedPrice", [](CouponTemplate& t, int n) { t.mutable_fixed_price()->set_price_fen(n); }},
        KindTest::ParamType{"FreeItem", [](CouponTemplate& t, int) { t.mutable_free_item(); }},
        KindTest::ParamType{"BuyXGetY",
                            [](CouponTemplate& t, int n) {
                              t.mutable_buy_x_get_y()->set_buy(n % 4 + 1);
                              t.mutable_buy_x_get_y()->set_get(n % 3 + 1);
                              t.mutable_buy_x_get_y()->set_max_times(n);
                            }},
        KindTest::ParamType{"FreeDelivery", [](CouponTemplate& t, int) { t.mutable_free_delivery(); }}),
    [](const auto& info) { return info.param.first; });

}  // namespace
}  // namespace fudai::pricing
