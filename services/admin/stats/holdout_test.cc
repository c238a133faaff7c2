#include "services/admin/stats/holdout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/stored_campaigns.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::QueryHoldoutResponse;
using event::v1::CouponUsed;
using event::v1::Event;
using ::testing::DoubleNear;
using ::testing::HasSubstr;

// Half of the customers spend 100 fen more than the mean, the others 100 less.
Sample Customers(int64_t size, int64_t mean_fen) {
  const auto square = [](int64_t fen) { return static_cast<absl::uint128>(absl::int128{fen} * fen); };
  return {size, size * mean_fen,
          static_cast<absl::uint128>(size / 2) * (square(mean_fen - 100) + square(mean_fen + 100))};
}

QueryHoldoutResponse Compare(const Sample& treated, const Sample& held_out, int64_t discount_fen = 0) {
  QueryHoldoutResponse response;
  CompareGroups({treated, held_out, discount_fen}, &response);
  return response;
}

TEST(CompareGroupsTest, SaysNothingTooEarly) {
  const QueryHoldoutResponse early = Compare(Customers(100'000, 900), Customers(498, 100));
  EXPECT_EQ(early.verdict(), admin::v1::HOLDOUT_VERDICT_TOO_EARLY);
  EXPECT_EQ(early.customers_needed(), 500);
  EXPECT_FALSE(early.has_difference_fen());
  EXPECT_FALSE(early.has_extra_revenue_fen());
  EXPECT_EQ(Compare(Customers(498, 900), Customers(500, 100)).verdict(), admin::v1::HOLDOUT_VERDICT_TOO_EARLY);
}

TEST(CompareGroupsTest, SaysWhetherCustomersSpendMore) {
  const auto verdict = [](int64_t treated_mean_fen, int64_t held_out_mean_fen) {
    return Compare(Customers(500, treated_mean_fen), Customers(500, held_out_mean_fen)).verdict();
  };
  EXPECT_EQ(verdict(113, 100), admin::v1::HOLDOUT_VERDICT_MORE);
  EXPECT_EQ(verdict(112, 100), admin::v1::HOLDOUT_VERDICT_NOT_SEEN);
  EXPECT_EQ(verdict(100, 112), admin::v1::HOLDOUT_VERDICT_NOT_SEEN);
  EXPECT_EQ(verdict(100, 113), admin::v1::HOLDOUT_VERDICT_LESS);
}

TEST(CompareGroupsTest, RelatesTheExtraRevenueToTheDiscount) {
  const QueryHoldoutResponse response = Compare(Customers(2000, 150), Customers(500, 100), 40'000);
  EXPECT_EQ(response.difference_fen(), 50);
  EXPECT_NEAR(response.low_fen(), 50 - 9.82, 0.01);
  EXPECT_NEAR(response.high_fen(), 50 + 9.82, 0.01);
  EXPECT_EQ(response.extra_revenue_fen(), 100'000);
  EXPECT_EQ(response.return_on_discount(), 2.5);
  EXPECT_FALSE(Compare(Customers(2000, 150), Customers(500, 100)).has_return_on_discount());
}

class HoldoutTest : public DatabaseTest {
 protected:
  void AddCampaign(int holdout_permille) {
    database_ = OpenNew();
    campaign::v1::CampaignSpec spec = MarchSpec();
    spec.set_holdout_permille(holdout_permille);
    StoreCampaign(*database_, "spring", spec);
  }
  void Add(int partition, const Event& event) { events_.Fold(*database_, partition, event); }
  absl::StatusOr<QueryHoldoutResponse> Read(const std::string& campaign_id) {
    return database_->Read([&](soci::session& sql) { return ReadHoldout(sql, campaign_id); });
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, HoldoutTest, BothDatabases(), DatabaseName);

TEST_P(HoldoutTest, ShowsBothGroups) {
  AddCampaign(100);
  for (int user = 0; user < 2; ++user) {
    const std::string name = absl::StrCat("u", user);
    Add(user, OrderWithBagEvent("first-" + name, name, "bag-" + name));
    Add(user, OrderEvent("second-" + name, name, 100 + 200 * user));
  }
  Event left_out = OrderEvent("o1", "ann", 100);
  left_out.mutable_order_reported()->add_holdout_campaign_ids("spring");
  Add(7, left_out);
  const auto response = Read("spring");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->holdout_permille(), 100);
  EXPECT_EQ(response->treated().customers(), 2);
  EXPECT_EQ(response->treated().orders(), 2);
  EXPECT_EQ(response->treated().revenue_fen(), 400);
  EXPECT_EQ(response->treated().mean_fen(), 200);
  EXPECT_THAT(response->treated().deviation_fen(), DoubleNear(141.421, 0.001));
  EXPECT_EQ(response->held_out().customers(), 1);
  EXPECT_EQ(response->held_out().mean_fen(), 0);
  EXPECT_FALSE(response->held_out().has_deviation_fen());
  EXPECT_EQ(response->verdict(), admin::v1::HOLDOUT_VERDICT_TOO_EARLY);
}

TEST_P(HoldoutTest, SaysThatNobodyIsLeftOut) {
  AddCampaign(0);
  Add(1, OrderWithBagEvent("o1", "ann", "bag1"));
  const auto response = Read("spring");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->verdict(), admin::v1::HOLDOUT_VERDICT_NO_HOLDOUT);
  EXPECT_EQ(response->treated().customers(), 0);
  EXPECT_FALSE(response->treated().has_mean_fen());
}

TEST_P(HoldoutTest, IsOfOneCampaign) {
  AddCampaign(100);
  EXPECT_THAT(std::string(Read("").status().message()), HasSubstr("campaign_id is empty"));
  EXPECT_EQ(Read("autumn").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fudai::stats
