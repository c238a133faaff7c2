#include "services/admin/stats/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::CouponUsed;
using event::v1::Event;
using ::testing::HasSubstr;

constexpr int64_t kHourMs = 3'600'000;
constexpr char kZone[] = "Asia/Shanghai";

std::string Text(const google::protobuf::Message& message) { return message.ShortDebugString(); }

class PlacesTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  void Add(const Event& event, int64_t later_ms = 0) { events_.Fold(*database_, 1, event, later_ms); }
  // Adds an order that is paid later than it is reported.
  void AddOrder(Event order, const std::string& shop_id, int64_t later_ms = 0) {
    order.mutable_order_reported()->set_shop_id(shop_id);
    order.mutable_order_reported()->set_paid_at_ms(kEventMs + later_ms);
    Add(order);
  }
  admin::v1::QueryShopsResponse Shops(const DayRange& days) {
    const auto response = database_->Read([&](soci::session& sql) { return ReadShops(sql, days); });
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(admin::v1::QueryShopsResponse());
  }
  absl::StatusOr<admin::v1::QueryWeekHoursResponse> Hours(const std::string& campaign_id,
                                                          admin::v1::WeekMetric metric) {
    admin::v1::QueryWeekHoursRequest request;
    request.set_metric(metric);
    const DayRange days{.campaign_id = campaign_id, .time_zone = kZone};
    return database_->Read([&](soci::session& sql) { return ReadWeekHours(sql, days, request); });
  }
  // "day hour value" of those that are not 0.
  std::string HoursText(const std::string& campaign_id, admin::v1::WeekMetric metric) {
    std::string text;
    const auto response = Hours(campaign_id, metric);
    EXPECT_TRUE(response.ok()) << response.status();
    EXPECT_EQ(response->hours_size(), 168);
    for (const admin::v1::WeekHour& hour : response->hours()) {
      if (hour.value() != 0) absl::StrAppend(&text, hour.day(), " ", hour.hour(), " ", hour.value(), "\n");
    }
    return text;
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, PlacesTest, BothDatabases(), DatabaseName);

TEST_P(PlacesTest, ShowsShopsSideBySide) {
  Event first = OrderEvent("o1", "ann", 900);
  first.mutable_order_reported()->set_first_order(1);
  AddOrder(first, "south");
  Add(RefundEvent("o2", 40));
  Add(RefundEvent("unknown", 1));
  AddOrder(OrderWithBagEvent("o2", "ann", "bag"), "north");
  Add(RefundEvent("o2", 60));
  AddOrder(OrderEvent("o3", "", 50), "");
  Event use = UseEvent(CouponUsed::STEP_REDEEMED);
  use.mutable_coupon_used()->set_shop_id("south");
  Add(use);
  use.mutable_coupon_used()->clear_shop_id();
  Add(use);

  const admin::v1::QueryShopsResponse chain = Shops({});
  ASSERT_EQ(chain.shops_size(), 2);
  EXPECT_EQ(Text(chain.shops(0)),
            "shop_id: \"north\" orders: 1 paid_fen: 3000 refunds: 2 refunded_fen: 100 bags_issued: 1");
  EXPECT_EQ(Text(chain.shops(1)),
            "shop_id: \"south\" orders: 1 paid_fen: 900 first_orders: 1 coupons_redeemed: 1 discount_fen: 250");
  const admin::v1::QueryShopsResponse campaign = Shops({.campaign_id = "spring"});
  ASSERT_EQ(campaign.shops_size(), 2);
  EXPECT_EQ(Text(campaign.shops(0)), Text(chain.shops(0)));
  EXPECT_EQ(Text(campaign.shops(1)), "shop_id: \"south\" coupons_redeemed: 1 discount_fen: 250");
  EXPECT_EQ(Shops({.start_ms = kEventMs + 24 * kHourMs}).shops_size(), 0);
}

// Three amounts that the API allows, added up to the cap on each of two days of two months; asked for as months, as
// days, and as both.
TEST_P(PlacesTest, CapsTheSumsOfShops) {
  constexpr int64_t kWeekMs = 7 * 24 * kHourMs, kMost = (int64_t{1} << 62);
  for (const int64_t later_ms : {int64_t{0}, 5 * kWeekMs}) {
    for (int i = 0; i < 3; ++i) AddOrder(OrderEvent(absl::StrCat("o", later_ms, i), "", kMost), "south", later_ms);
  }
  const int64_t end_ms = kEventMs + 6 * kWeekMs;
  for (const DayRange& days :
       {DayRange{.time_zone = kZone}, DayRange{.start_ms = kEventMs - kWeekMs, .end_ms = end_ms, .time_zone = kZone},
        DayRange{.start_ms = kEventMs - 24 * kHourMs, .end_ms = kEventMs + 24 * kHourMs, .time_zone = kZone}}) {
    const admin::v1::QueryShopsResponse shops = Shops(days);
    ASSERT_EQ(shops.shops_size(), 1);
    EXPECT_EQ(shops.shops(0).paid_fen(), INT64_MAX);
  }
}

// kEventMs is a Sunday's 18:20 in Shanghai.
TEST_P(PlacesTest, ShowsTheHoursOfTheWeek) {
  AddOrder(OrderWithBagEvent("o1", "ann", "bag"), "south");
  AddOrder(OrderEvent("o2", "ann", 1), "", 6 * kHourMs);
  AddOrder(OrderEvent("o3", "ann", 1), "", 7 * 24 * kHourMs);
  Add(OpenEvent("bag", 0, "ben"), 5 * kHourMs);
  Add(OpenEvent("bag", 1, "cat"), 5 * kHourMs);
  Add(UseEvent(CouponUsed::STEP_RESERVED), 5 * kHourMs);
  Add(UseEvent(CouponUsed::STEP_REDEEMED), 6 * kHourMs);
  EXPECT_EQ(HoursText("", admin::v1::WEEK_METRIC_ORDERS), "1 0 1\n7 18 2\n");
  EXPECT_EQ(HoursText("spring", admin::v1::WEEK_METRIC_ORDERS), "7 18 1\n");
  EXPECT_EQ(HoursText("spring", admin::v1::WEEK_METRIC_OPENINGS), "7 23 2\n");
  EXPECT_EQ(HoursText("", admin::v1::WEEK_METRIC_COUPONS_REDEEMED), "1 0 1\n");
}

TEST_P(PlacesTest, NamesAMetricThatIsNone) {
  EXPECT_THAT(std::string(Hours("", admin::v1::WEEK_METRIC_UNSPECIFIED).status().message()), HasSubstr("metric is 0"));
}

}  // namespace
}  // namespace fudai::stats
