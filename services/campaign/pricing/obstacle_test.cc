#include "services/campaign/pricing/obstacle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "services/campaign/pricing/test_orders.h"

namespace fudai::pricing {
namespace {

using campaign::v1::CouponObstacle;
using campaign::v1::CouponTemplate;
using campaign::v1::WeeklyHours;

// A coupon of 3.00 yuan, and an order that it applies to; cases spoil one of them.
struct World {
  CouponTemplate terms = Template("t", 300);
  Candidate coupon = CouponOf(terms);
  Situation order = OrderOf({Line("tea", 2, 500), Line("cake", 1, 1000)}, 600);
};

struct Case {
  const char* name;
  std::function<void(World&)> spoil;
  CouponObstacle::Reason reason;
  const char* english = "";
  const char* chinese = "";
};

class FindObstacleTest : public testing::TestWithParam<Case> {};

TEST_P(FindObstacleTest, FindsItAndSaysSo) {
  World world;
  GetParam().spoil(world);
  const std::optional<Obstacle> obstacle = FindObstacle(world.coupon, world.order);
  if (GetParam().reason == CouponObstacle::REASON_UNSPECIFIED) {
    EXPECT_FALSE(obstacle.has_value()) << Describe(*obstacle, "en");
    return;
  }
  ASSERT_TRUE(obstacle.has_value());
  EXPECT_EQ(obstacle->reason, GetParam().reason);
  EXPECT_EQ(&obstacle->candidate.get(), &world.coupon);
  EXPECT_EQ(Describe(*obstacle, "en"), GetParam().english);
  EXPECT_EQ(Describe(*obstacle, "zh"), GetParam().chinese);
  EXPECT_EQ(Describe(*obstacle, ""), GetParam().chinese);
}

constexpr CouponObstacle::Reason kNone = CouponObstacle::REASON_UNSPECIFIED;

INSTANTIATE_TEST_SUITE_P(
    Wallet, FindObstacleTest,
    testing::Values(Case{"Nothing", [](World&) {}, kNone},
                    Case{"ValidFromNow", [](World& w) { w.coupon.valid_from_ms = kNowMs; }, kNone},
                    Case{"NotYetValid", [](World& w) { w.coupon.valid_from_ms = kNowMs + 60'000; },
                         CouponObstacle::REASON_NOT_YET_VALID, "It can be used from 2026-03-06 12:01 on.",
                         "2026-03-06 12:01 起可用"},
                    Case{"LastMillisecond", [](World& w) { w.coupon.expires_at_ms = kNowMs + 1; }, kNone},
                    Case{"Expired", [](World& w) { w.coupon.expires_at_ms = kNowMs; }, CouponObstacle::REASON_EXPIRED,
                         "It expired at 2026-03-06 12:00.", "已于 2026-03-06 12:00 过期"},
                    Case{"Used", [](World& w) { w.coupon.hold = Hold::kUsed; }, CouponObstacle::REASON_USED,
                         "It has been used.", "已使用"},
                    Case{"Reserved", [](World& w) { w.coupon.hold = Hold::kAnotherOrder; },
                         CouponObstacle::REASON_RESERVED, "Another order holds it.", "已被另一笔订单占用"},
                    Case{"UsedBeforeItExpired",
                         [](World& w) {
                           w.coupon.hold = Hold::kUsed;
                           w.coupon.expires_at_ms = kNowMs;
                         },
                         CouponObstacle::REASON_USED, "It has been used.", "已使用"},
                    Case{"LimitInAll",
                         [](World& w) {
                           w.terms.mutable_limits()->set_max_uses_per_user(2);
                           w.terms.mutable_limits()->set_max_uses_per_user_per_day(2);
                           w.coupon.uses = 2;
                           w.coupon.uses_today = 1;
                         },
                         CouponObstacle::REASON_LIMIT_REACHED, "Each customer can use 2 of its kind.", "每人限用 2 张"},
                    Case{"LimitOfToday",
                         [](World& w) {
                           w.terms.mutable_limits()->set_max_uses_per_user(9);
                           w.terms.mutable_limits()->set_max_uses_per_user_per_day(1);
                           w.coupon.uses = 3;
                           w.coupon.uses_today = 1;
                         },
                         CouponObstacle::REASON_LIMIT_REACHED, "Each customer can use 1 of its kind a day.",
                         "每人每天限用 1 张"},
                    Case{"BelowTheLimits",
                         [](World& w) {
                           w.terms.mutable_limits()->set_max_uses_per_user(3);
                           w.terms.mutable_limits()->set_max_uses_per_user_per_day(2);
                           w.coupon.uses = 2;
                           w.coupon.uses_today = 1;
                         },
                         kNone}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Order, FindObstacleTest,
    testing::Values(Case{"OneOfItsShops",
                         [](World& w) {
                           w.terms.mutable_conditions()->add_shop_ids("shop0");
                           w.terms.mutable_conditions()->add_shop_ids("shop1");
                         },
                         kNone},
                    Case{"AnotherShop", [](World& w) { w.terms.mutable_conditions()->add_shop_ids("shop2"); },
                         CouponObstacle::REASON_WRONG_SHOP, "This shop does not take it.", "本店不可用"},
                    Case{"FirstOrder",
                         [](World& w) {
                           w.terms.mutable_conditions()->set_first_order_only(true);
                           w.order.is_first_order = true;
                         },
                         kNone},
                    Case{"SecondOrder", [](World& w) { w.terms.mutable_conditions()->set_first_order_only(true); },
                         CouponObstacle::REASON_NOT_FIRST_ORDER, "It is for a first order.", "仅限首单使用"},
                    Case{"NothingEligible", [](World& w) { w.terms.mutable_conditions()->add_skus("coffee"); },
                         CouponObstacle::REASON_NO_ELIGIBLE_ITEM, "Nothing in the basket is eligible.",
                         "购物车中没有适用的商品"},
                    Case{"EnoughSpent",
                         [](World& w) {
                           w.terms.mutable_conditions()->add_skus("tea");
                           w.terms.mutable_conditions()->set_min_spend_fen(1000);
                         },
                         kNone},
                    Case{"EligibleLinesTooCheap",
                         [](World& w) {
                           w.terms.mutable_conditions()->add_skus("tea");
                           w.terms.mutable_conditions()->set_min_spend_fen(1345);
                         },
                         CouponObstacle::REASON_BELOW_MIN_SPEND, "It takes ¥13.45 of eligible items; ¥3.45 is missing.",
                         "适用商品满 ¥13.45 可用，还差 ¥3.45"},
                    Case{"ForDeliveryAllLinesCount",
                         [](World& w) {
                           w.terms.mutable_free_delivery();
                           w.terms.mutable_conditions()->add_skus("tea");
                           w.terms.mutable_conditions()->set_min_spend_fen(2000);
                         },
                         kNone},
                    Case{"TheFeeDoesNotCount",
                         [](World& w) {
                           w.terms.mutable_free_delivery();
                           w.terms.mutable_conditions()->set_min_spend_fen(2001);
                         },
                         CouponObstacle::REASON_BELOW_MIN_SPEND, "It takes ¥20.01; ¥0.01 is missing.",
                         "商品满 ¥20.01 可用，还差 ¥0.01"},
                    Case{"NoFeeToTakeOff",
                         [](World& w) {
                           w.terms.mutable_free_delivery();
                           w.order.basket.clear_delivery_fee_fen();
                         },
                         CouponObstacle::REASON_NO_DISCOUNT, "It would take nothing more off this order.",
                         "不能再减免本单金额"},
                    Case{"TwoUnitsShort",
                         [](World& w) {
                           w.terms.mutable_buy_x_get_y()->set_buy(4);
                           w.terms.mutable_buy_x_get_y()->set_get(1);
                         },
                         CouponObstacle::REASON_NO_DISCOUNT, "2 more eligible items are needed.", "还差 2 件适用商品"},
                    Case{"OneUnitShort",
                         [](World& w) {
                           w.terms.mutable_buy_x_get_y()->set_buy(3);
                           w.terms.mutable_buy_x_get_y()->set_get(1);
                         },
                         CouponObstacle::REASON_NO_DISCOUNT, "1 more eligible item is needed.", "还差 1 件适用商品"}),
    [](const auto& info) { return info.param.name; });

// Friday from 11:30 to 12:00 and Saturday and Sunday all day.
void SetHours(CouponTemplate* terms) {
  WeeklyHours& friday = *terms->mutable_conditions()->add_hours();
  friday.add_days(5);
  friday.set_start_minute(11 * 60 + 30);
  friday.set_end_minute(12 * 60);
  WeeklyHours& weekend = *terms->mutable_conditions()->add_hours();
  weekend.add_days(6);
  weekend.add_days(7);
  weekend.set_end_minute(24 * 60);
}

struct Moment {
  const char* name;
  // From Friday's noon in Shanghai on.
  int64_t after_ms;
  bool applies;
};

class HoursTest : public testing::TestWithParam<Moment> {};

TEST_P(HoursTest, HoldInTheCampaignsZone) {
  World world;
  SetHours(&world.terms);
  world.coupon.valid_from_ms = 0;
  world.coupon.expires_at_ms = std::numeric_limits<int64_t>::max();
  world.order.order_ms = kNowMs + GetParam().after_ms;
  EXPECT_EQ(!FindObstacle(world.coupon, world.order).has_value(), GetParam().applies);
}

INSTANTIATE_TEST_SUITE_P(Edges, HoursTest,
                         testing::Values(Moment{"JustBefore", -kHourMs / 2 - 1, false},
                                         Moment{"AtItsBeginning", -kHourMs / 2, true}, Moment{"JustWithin", -1, true},
                                         Moment{"AtItsEnd", 0, false}, Moment{"LateOnFriday", 12 * kHourMs - 1, false},
                                         Moment{"SaturdaysMidnight", 12 * kHourMs, true},
                                         Moment{"LateOnSunday", 60 * kHourMs - 1, true},
                                         Moment{"MondaysMidnight", 60 * kHourMs, false}),
                         [](const auto& info) { return info.param.name; });

// Sets an absolute window from an hour before kNowMs to an hour after it; either side may be open.
void SetWindow(CouponTemplate* terms, bool begins, bool ends) {
  auto& conditions = *terms->mutable_conditions();
  if (begins) conditions.mutable_not_before()->set_seconds((kNowMs - kHourMs) / 1000);
  if (ends) conditions.mutable_not_after()->set_seconds((kNowMs + kHourMs) / 1000);
}

TEST(WindowTest, HoldsTheOrdersTimeAndNotThePresent) {
  World world;
  SetWindow(&world.terms, true, true);
  const auto applies_at = [&](int64_t after_ms) {
    world.order.order_ms = kNowMs + after_ms;
    const std::optional<Obstacle> obstacle = FindObstacle(world.coupon, world.order);
    return !obstacle.has_value() || obstacle->reason != CouponObstacle::REASON_OUTSIDE_WINDOW;
  };
  EXPECT_FALSE(applies_at(-kHourMs - 1));
  EXPECT_TRUE(applies_at(-kHourMs));
  EXPECT_TRUE(applies_at(kHourMs - 1));
  EXPECT_FALSE(applies_at(kHourMs));
}

TEST(WindowTest, NoOrdersTimeMendsACouponWhoseOwnTimeIsOver) {
  World world;
  world.coupon.expires_at_ms = kNowMs;
  world.order.order_ms = kNowMs - 1;
  EXPECT_EQ(FindObstacle(world.coupon, world.order)->reason, CouponObstacle::REASON_EXPIRED);
  world.coupon.valid_from_ms = kNowMs + 1;
  world.coupon.expires_at_ms = kNowMs + kHourMs;
  world.order.order_ms = kNowMs + 1;
  EXPECT_EQ(FindObstacle(world.coupon, world.order)->reason, CouponObstacle::REASON_NOT_YET_VALID);
}

TEST(DescribeTest, TellsTheWindow) {
  const auto tell = [](bool begins, bool ends, const char* language) {
    World world;
    SetWindow(&world.terms, begins, ends);
    world.order.order_ms = kNowMs + (ends ? kHourMs : -2 * kHourMs);
    return Describe(*FindObstacle(world.coupon, world.order), language);
  };
  EXPECT_EQ(tell(true, true, "en"), "It is for orders from 2026-03-06 11:00 on and before 2026-03-06 13:00 only.");
  EXPECT_EQ(tell(true, true, "zh"), "仅限 2026-03-06 11:00 起 2026-03-06 13:00 前的订单使用");
  EXPECT_EQ(tell(true, false, "en"), "It is for orders from 2026-03-06 11:00 on only.");
  EXPECT_EQ(tell(false, true, "en"), "It is for orders before 2026-03-06 13:00 only.");
  EXPECT_EQ(tell(false, true, "zh"), "仅限 2026-03-06 13:00 前的订单使用");
}

TEST(DescribeTest, TellsTheHours) {
  World world;
  SetHours(&world.terms);
  const std::optional<Obstacle> obstacle = FindObstacle(world.coupon, world.order);
  ASSERT_TRUE(obstacle.has_value());
  EXPECT_EQ(obstacle->reason, CouponObstacle::REASON_WRONG_HOUR);
  EXPECT_EQ(Describe(*obstacle, "en"), "It can be used on Fri 11:30–12:00; Sat, Sun 00:00–24:00 only.");
  EXPECT_EQ(Describe(*obstacle, "zh"), "仅限周五 11:30–12:00；周六、周日 00:00–24:00 使用");
}

TEST(DescribeTest, TimesFollowTheZone) {
  World world;
  world.coupon.expires_at_ms = kNowMs;
  world.coupon.zone = absl::UTCTimeZone();
  EXPECT_EQ(Describe(*FindObstacle(world.coupon, world.order), "en"), "It expired at 2026-03-06 04:00.");
}

TEST(DescribeTest, CombinationsAndStrangersHaveWords) {
  const World world;
  const Obstacle obstacle{CouponObstacle::REASON_NOT_COMBINABLE, world.coupon};
  EXPECT_EQ(Describe(obstacle, "en"), "It cannot be used together with the order's other coupons.");
  EXPECT_EQ(Describe(obstacle, "zh"), "不能与本单的其他优惠券同时使用");
  EXPECT_EQ(DescribeMissing("en"), "There is no such coupon in the wallet.");
  EXPECT_EQ(DescribeMissing("zh"), "您没有这张优惠券");
}

}  // namespace
}  // namespace fudai::pricing
