#include "services/admin/campaigns/order_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::campaigns {
namespace {

using admin::v1::OrderHistory;
using campaign::v1::OrderTrigger;
using ::testing::HasSubstr;

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

class OrderHistoryTest : public testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  // An order of so many fen, days after the first moment of the test.
  void Order(const std::string& user_id, int64_t amount_fen, int64_t days = 0) {
    event::v1::Event event = testsupport::OrderEvent(absl::StrCat("o", ++orders_), user_id, amount_fen);
    event.mutable_order_reported()->set_paid_at_ms(testsupport::kEventMs + days * kDayMs);
    events_.Fold(*database_, 0, event, days * kDayMs);
  }

  OrderHistory Read(int64_t days, int64_t min_amount_fen = 0, const std::string& shop = "") {
    OrderTrigger trigger;
    trigger.set_min_amount_fen(min_amount_fen);
    if (!shop.empty()) trigger.add_shop_ids(shop);
    return *database_->Read([&](soci::session& sql) -> absl::StatusOr<OrderHistory> {
      return ReadOrderHistory(sql, trigger, absl::FromUnixMillis(testsupport::kEventMs + days * kDayMs));
    });
  }

  std::unique_ptr<database::Database> database_;

 private:
  testsupport::FoldedEvents events_;
  int orders_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, OrderHistoryTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(OrderHistoryTest, CountsOrdersAndThoseThatWouldEarnABag) {
  Order("u1", 1999);
  Order("u1", 2000, 1);
  Order("", 5000, 2);
  const OrderHistory history = Read(10, 2000);
  EXPECT_EQ(history.orders(), 3);
  EXPECT_EQ(history.sampled_orders(), 3);
  EXPECT_EQ(history.matching_orders(), 1);
  EXPECT_EQ(history.days(), 10);
  EXPECT_EQ(Read(10).matching_orders(), 2);
  EXPECT_EQ(Read(10, 0, "elsewhere").matching_orders(), 0);
}

TEST_P(OrderHistoryTest, LooksBackFor28Days) {
  Order("u1", 2000);
  Order("u1", 2000, 2);
  Order("u1", 2000, 30);
  const OrderHistory history = Read(29);
  EXPECT_EQ(history.orders(), 1);
  EXPECT_EQ(history.sampled_orders(), 1);
  EXPECT_EQ(history.days(), 28);
}

TEST_P(OrderHistoryTest, IsEmptyWithoutOrders) {
  const OrderHistory history = Read(10);
  EXPECT_EQ(history.orders(), 0);
  EXPECT_EQ(history.sampled_orders(), 0);
  const absl::Status status = OrdersPerDay(history).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("orders_per_day should say how many a day will"));
}

TEST(OrdersPerDayTest, IsTheRateOfTheOrdersThatMatchRoundedUp) {
  OrderHistory history;
  history.set_days(28);
  history.set_orders(2800);
  history.set_sampled_orders(1000);
  history.set_matching_orders(501);
  EXPECT_EQ(*OrdersPerDay(history), 51);
  history.set_matching_orders(500);
  EXPECT_EQ(*OrdersPerDay(history), 50);
  history.set_orders(INT64_MAX);
  EXPECT_EQ(*OrdersPerDay(history), 10'000'000);
  history.set_matching_orders(0);
  EXPECT_FALSE(OrdersPerDay(history).ok());
}

}  // namespace
}  // namespace fudai::campaigns
