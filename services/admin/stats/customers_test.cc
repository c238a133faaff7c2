#include "services/admin/stats/customers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::QueryCustomersResponse;
using event::v1::Event;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kDayMs = 86'400'000;

class CustomersTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  // An order that is paid so many days after kEventMs.
  void Order(const std::string& order_id, const std::string& user_id, int64_t fen, int day = 0) {
    Event order = OrderEvent(order_id, user_id, fen);
    order.mutable_order_reported()->set_paid_at_ms(kEventMs + day * kDayMs);
    order.mutable_order_reported()->set_first_order(!user_id.empty() && order_id == user_id ? 1 : 0);
    events_.Fold(*database_, 1, order);
  }
  void Refund(const std::string& order_id, int64_t fen, int day = 0) {
    Event refund = RefundEvent(order_id, fen);
    refund.mutable_refund_reported()->set_refunded_at_ms(kEventMs + day * kDayMs);
    events_.Fold(*database_, 1, refund);
  }
  void Convert(const std::string& user_id) { events_.Fold(*database_, 1, ConversionEvent(user_id, user_id)); }

  QueryCustomersResponse Read(const DayRange& days = {}) {
    const auto response = database_->Read([&](soci::session& sql) { return ReadCustomers(sql, days); });
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(QueryCustomersResponse());
  }

  // "orders: customers" of each bucket.
  static std::vector<std::string> Orders(const QueryCustomersResponse& response) {
    std::vector<std::string> rows;
    for (const auto& bucket : response.orders())
      rows.push_back(absl::StrCat(bucket.orders(), ": ", bucket.customers()));
    return rows;
  }
  // "customers: fen" of each point.
  static std::vector<std::string> Curve(const QueryCustomersResponse& response) {
    std::vector<std::string> rows;
    for (const auto& point : response.spend()) rows.push_back(absl::StrCat(point.customers(), ": ", point.spend_fen()));
    return rows;
  }
  // "day: fen, of customers who came again" of each day, counted from kEventMs.
  static std::vector<std::string> Days(const QueryCustomersResponse& response) {
    std::vector<std::string> rows;
    for (const auto& day : response.days()) {
      const int64_t number = (day.start_time().seconds() * 1000 - kEventMs + kDayMs) / kDayMs;
      rows.push_back(absl::StrCat(number, ": ", day.revenue_fen(), ", ", day.returning_revenue_fen()));
    }
    return rows;
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, CustomersTest, BothDatabases(), DatabaseName);

TEST_P(CustomersTest, CountsThoseWhoOrderedEquallyOften) {
  for (int order = 0; order < 22; ++order) Order(order == 0 ? "ann" : absl::StrCat("ann", order), "ann", 100);
  Order("ben", "ben", 100);
  Order("cid", "cid", 100);
  Order("guest", "", 100);
  events_.Fold(*database_, 1, CreditEvent("bag-0", "dan", true));
  EXPECT_THAT(Orders(Read()), ElementsAre("1: 2", "20: 1"));
}

TEST_P(CustomersTest, SumsWhatTheBestSpent) {
  Order("ann", "ann", 5000);
  Order("ann2", "ann", 5000);
  Order("ben", "ben", 1000);
  Order("cid", "cid", 1010);
  Refund("cid", 5);
  Refund("dan", 700);
  Order("dan", "dan", 700);
  const QueryCustomersResponse customers = Read();
  EXPECT_THAT(Curve(customers), ElementsAre("1: 10000", "3: 12005", "4: 12005"));
  EXPECT_DOUBLE_EQ(customers.best_fifth_share(), 8000.0 / 12005);
}

TEST_P(CustomersTest, ShowsWhatThoseWhoCameAgainPaidDayByDay) {
  Order("ann", "ann", 1000);
  Order("ben", "ben", 500);
  Order("ann2", "ann", 300, 1);
  Order("guest", "", 9000, 1);
  Refund("ann", 100, 1);
  Refund("ann2", 50, 2);
  Refund("guest", 50, 3);
  Order("ann3", "ann", 10, 4);
  Refund("ann3", 10, 4);
  const QueryCustomersResponse customers = Read();
  EXPECT_THAT(Days(customers), ElementsAre("0: 1500, 0", "1: 200, 300", "2: -50, -50"));
  EXPECT_EQ(customers.revenue_fen(), 1650);
  EXPECT_EQ(customers.returning_revenue_fen(), 250);
  const QueryCustomersResponse second_day = Read({.start_ms = kEventMs, .end_ms = kEventMs + kDayMs});
  EXPECT_EQ(second_day.revenue_fen(), 200);
  EXPECT_EQ(second_day.orders_size(), 2) << "orders are over the whole life";
}

TEST_P(CustomersTest, OfACampaignAreThoseWhomItBrought) {
  Order("ann", "ann", 1000);
  Order("ben", "ben", 500);
  Convert("ben");
  Order("ben2", "ben", 300, 1);
  Refund("ben", 20, 1);
  const QueryCustomersResponse customers = Read({.campaign_id = "spring"});
  EXPECT_THAT(Orders(customers), ElementsAre("2: 1"));
  EXPECT_THAT(Curve(customers), ElementsAre("1: 780"));
  EXPECT_THAT(Days(customers), ElementsAre("0: 500, 0", "1: 280, 300"));
  EXPECT_THAT(Orders(Read()), ElementsAre("1: 1", "2: 1"));
}

TEST_P(CustomersTest, OfACampaignHoldWhatTheyPaidBeforeTheirTouchWasKnown) {
  Order("ann", "ann", 1000);
  Refund("ann2", 30, 2);
  Order("ann2", "ann", 300, 1);
  Refund("ann", 20, 1);
  Order("ben", "ben", 7);
  Convert("ann");
  Order("ann3", "ann", 5, 2);
  const QueryCustomersResponse customers = Read({.campaign_id = "spring"});
  EXPECT_THAT(Orders(customers), ElementsAre("3: 1"));
  EXPECT_THAT(Curve(customers), ElementsAre("1: 1255"));
  EXPECT_THAT(Days(customers), ElementsAre("0: 1000, 0", "1: 280, 300", "2: -25, -25"));
}

TEST_P(CustomersTest, EndsSumsAtTheCap) {
  constexpr int64_t kMost = int64_t{1} << 62;
  for (const char* user_id : {"ann", "ben", "cid"}) Order(user_id, user_id, kMost);
  const QueryCustomersResponse customers = Read();
  EXPECT_EQ(customers.revenue_fen(), database::kSumCap);
  EXPECT_THAT(Curve(customers), ElementsAre(absl::StrCat("3: ", database::kSumCap)));
}

TEST_P(CustomersTest, AreNoneBeforeTheFirst) {
  const QueryCustomersResponse customers = Read();
  EXPECT_THAT(Orders(customers), IsEmpty());
  EXPECT_FALSE(customers.has_best_fifth_share());
}

}  // namespace
}  // namespace fudai::stats
