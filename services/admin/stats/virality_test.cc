#include "services/admin/stats/virality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::HoursBucket;
using event::v1::Event;

constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kDayMs = 24 * kHourMs;

std::string Text(const google::protobuf::Message& message) { return message.ShortDebugString(); }

HoursBucket Bucket(int from, int to, int64_t count) {
  HoursBucket bucket;
  bucket.set_from_hours(from);
  bucket.set_to_hours(to);
  bucket.set_count(count);
  return bucket;
}

class ViralityTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    FoldADayOfTwoGenerations();
  }

  void Add(int partition, const Event& event, int64_t later_ms = 0) {
    events_.Fold(*database_, partition, event, later_ms);
  }
  void AddFirstOrder(int partition, const std::string& user_id, int64_t later_ms) {
    Event order = OrderWithBagEvent("o-" + user_id, user_id, "bag-of-" + user_id);
    order.mutable_order_reported()->set_first_order(1);
    Add(partition, order, later_ms);
  }

  // "ann" came by herself, and brought "ben" two hours later; each has a bag, ann another one on the next day.
  void FoldADayOfTwoGenerations() {
    AddFirstOrder(1, "ann", 0);
    Event open = OpenEvent("bag-of-ann", 0, "ben");
    open.mutable_bag_opened()->set_bag_given_at_ms(kEventMs);
    Add(1, open, kHourMs);
    Event touch = CreditEvent("bag-of-ann-0", "ben", true);
    touch.mutable_coupon_credited()->set_generation(1);
    Add(2, touch, kHourMs);
    AddFirstOrder(2, "ben", 2 * kHourMs);
    Event conversion = ConversionEvent("o-ben", "ben");
    conversion.mutable_conversion_recorded()->set_generation(1);
    conversion.mutable_conversion_recorded()->set_bag_given_at_ms(kEventMs);
    Add(2, conversion, 2 * kHourMs);
    Add(1, OrderWithBagEvent("o-ann-2", "ann", "second-bag-of-ann"), kDayMs);
  }

  admin::v1::QueryViralityResponse Read(const DayRange& days) {
    const auto response = database_->Read([&](soci::session& sql) { return ReadVirality(sql, days); });
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(admin::v1::QueryViralityResponse());
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, ViralityTest, BothDatabases(), DatabaseName);

TEST_P(ViralityTest, RelatesEachGenerationToTheNext) {
  const admin::v1::QueryViralityResponse chain = Read({});
  ASSERT_EQ(chain.generations_size(), 2);
  EXPECT_EQ(Text(chain.generations(0)), "customers: 1 sharers: 1 bags: 2 brought: 1 k_per_bag: 0.5 k: 1");
  EXPECT_EQ(Text(chain.generations(1)), "generation: 1 customers: 1 sharers: 1 bags: 1 k_per_bag: 0 k: 0");
  EXPECT_EQ(chain.referral_share(), 0.5);
  const admin::v1::QueryViralityResponse campaign = Read({.campaign_id = "spring"});
  ASSERT_EQ(campaign.generations_size(), 2);
  EXPECT_EQ(Text(campaign.generations(0)), "sharers: 1 bags: 2 brought: 1 k_per_bag: 0.5 k: 1");
  EXPECT_FALSE(campaign.has_referral_share());
}

TEST_P(ViralityTest, CountsWhatBagsBroughtOnTheDayTheyWereGiven) {
  const admin::v1::QueryViralityResponse virality = Read({.campaign_id = "spring"});
  ASSERT_EQ(virality.days_size(), 2);
  EXPECT_EQ(virality.days(0).bags(), 2);
  EXPECT_EQ(virality.days(0).brought(), 1);
  EXPECT_EQ(virality.days(0).k_per_bag(), 0.5);
  EXPECT_EQ(virality.days(1).bags(), 1);
  EXPECT_EQ(virality.days(1).brought(), 0);
  ASSERT_EQ(virality.openings_per_bag_size(), 2);
  EXPECT_EQ(Text(virality.openings_per_bag(0)), "bags: 2");
  EXPECT_EQ(Text(virality.openings_per_bag(1)), "openings: 1 bags: 1");
  EXPECT_EQ(Text(virality.cycle_time().median()), Text(Bucket(2, 3, 1)));
}

TEST_P(ViralityTest, LeavesOutKOfSharersInARange) {
  const admin::v1::QueryViralityResponse second_day =
      Read({.campaign_id = "spring", .start_ms = kEventMs + kDayMs / 6});
  ASSERT_EQ(second_day.generations_size(), 1);
  EXPECT_EQ(Text(second_day.generations(0)), "bags: 1 k_per_bag: 0");
  EXPECT_EQ(second_day.days_size(), 1);
  EXPECT_EQ(second_day.cycle_time().buckets_size(), 0);
}

}  // namespace
}  // namespace fudai::stats
