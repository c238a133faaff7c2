#include "tests/year/year.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace fudai::year {
namespace {

constexpr YearOptions kSmall{.events = 50'000, .campaigns = 5};

std::vector<PlacedEvent> All(const YearOptions& options, Tally* tally = nullptr) {
  Year year(options);
  std::vector<PlacedEvent> all, day;
  while (year.NextDay(&day)) all.insert(all.end(), day.begin(), day.end());
  if (tally != nullptr) *tally = year.tally();
  return all;
}

TEST(YearTest, IsTheSameForTheSameOptions) {
  const std::vector<PlacedEvent> first = All(kSmall), second = All(kSmall);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) {
    ASSERT_EQ(first[i].partition, second[i].partition);
    ASSERT_EQ(first[i].event.SerializeAsString(), second[i].event.SerializeAsString());
  }
}

TEST(YearTest, ComesToAboutAsManyEventsAsItShould) {
  Tally tally;
  const std::vector<PlacedEvent> all = All(kSmall, &tally);
  EXPECT_EQ(tally.events, static_cast<int64_t>(all.size()));
  EXPECT_GT(tally.events, kSmall.events * 8 / 10);
  EXPECT_LT(tally.events, kSmall.events * 12 / 10);
}

TEST(YearTest, GivesEveryCouponOnceAndUsesNoneTwice) {
  std::set<std::string> given, used;
  for (const PlacedEvent& placed : All(kSmall)) {
    const event::v1::Event& event = placed.event;
    if (event.has_coupon_credited()) {
      EXPECT_TRUE(given.insert(event.coupon_credited().coupon_id()).second);
    }
    if (event.coupon_used().step() != event::v1::CouponUsed::STEP_REDEEMED) continue;
    EXPECT_TRUE(used.insert(event.coupon_used().coupon_id()).second);
    EXPECT_EQ(given.count(event.coupon_used().coupon_id()), 1);
  }
  EXPECT_GT(used.size(), 100);
}

TEST(YearTest, KnowsNewCustomersByTheirFirstTouch) {
  std::map<std::string, std::string> touches;
  std::set<std::string> ordered;
  int conversions = 0;
  for (const PlacedEvent& placed : All(kSmall)) {
    const event::v1::Event& event = placed.event;
    if (event.coupon_credited().first_touch() != 0) {
      EXPECT_TRUE(touches.emplace(event.coupon_credited().user_id(), event.coupon_credited().bag_id()).second);
    }
    if (event.has_order_reported()) {
      EXPECT_EQ(event.order_reported().first_order() != 0, ordered.insert(event.order_reported().user_id()).second);
    }
    if (!event.has_conversion_recorded()) continue;
    ++conversions;
    EXPECT_EQ(event.conversion_recorded().bag_id(), touches[event.conversion_recorded().user_id()]);
  }
  EXPECT_GT(conversions, 100);
}

}  // namespace
}  // namespace fudai::year
