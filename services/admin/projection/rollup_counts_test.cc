#include "services/admin/projection/rollup_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/projection/fold_fixture.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::CouponUsed;
using event::v1::Event;
using rollups::Rollup;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kDayMs = 86'400'000;
// The day of kEventMs in Shanghai, 18:20 there.
constexpr int64_t kDay = 1'772'294'400'000;

class RollupCountsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    stream_ = std::make_unique<Stream>(database_.get());
  }

  // Adds an event that happens `days` after kEventMs.
  void Add(int partition, Event event, double days = 0) {
    event.set_occurred_at_ms(kEventMs + static_cast<int64_t>(days * kDayMs));
    stream_->Add(partition, event);
  }

  // "day after kDay/dimension=value" of each row, after folding what was added.
  std::vector<std::string> Rows(Rollup rollup, const std::string& campaign_id = "spring") {
    EXPECT_TRUE(stream_->Fold(1).ok());
    std::vector<std::string> lines;
    EXPECT_TRUE(
        database_
            ->Read([&](soci::session& sql) {
              const int metric = static_cast<int>(rollup);
              const soci::rowset<std::string> rows =
                  (sql.prepare << "SELECT ((start_ms - 1772294400000) / 86400000) || '/' || dimension || '=' ||"
                                  " value AS line FROM rollups WHERE metric = :metric AND campaign_id = :campaign"
                                  " ORDER BY start_ms, line",
                   soci::use(metric), soci::use(campaign_id));
              lines.assign(rows.begin(), rows.end());
              return absl::OkStatus();
            })
            .ok());
    return lines;
  }

  static Event Open(int index, const std::string& opener_id, double given_after_days) {
    Event event = OpenEvent("bag", index, opener_id);
    event.mutable_bag_opened()->set_bag_given_at_ms(kEventMs + static_cast<int64_t>(given_after_days * kDayMs));
    return event;
  }
  static Event Conversion(const std::string& user_id, int generation, double given_after_days) {
    Event event = ConversionEvent("o-" + user_id, user_id);
    event.mutable_conversion_recorded()->set_generation(generation);
    event.mutable_conversion_recorded()->set_bag_given_at_ms(kEventMs +
                                                             static_cast<int64_t>(given_after_days * kDayMs));
    return event;
  }
  static Event FirstOrder(const std::string& order_id, const std::string& user_id) {
    Event event = OrderEvent(order_id, user_id, 100);
    event.mutable_order_reported()->set_first_order(1);
    return event;
  }
  static Event Touch(const std::string& user_id, int generation) {
    Event event = CreditEvent("bag-0", user_id, true);
    event.mutable_coupon_credited()->set_generation(generation);
    return event;
  }

  std::unique_ptr<database::Database> database_;
  std::unique_ptr<Stream> stream_;
};
INSTANTIATE_TEST_SUITE_P(Databases, RollupCountsTest, BothDatabases(), DatabaseName);

TEST_P(RollupCountsTest, CutsDaysInTheCampaignsZoneAndInTheChains) {
  admin::v1::Campaign campaign;
  campaign.set_campaign_id("spring");
  campaign.set_version(1);
  *campaign.mutable_spec() = MarchSpec();
  campaign.mutable_spec()->set_time_zone("America/New_York");
  ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  // 18:20 in Shanghai, 05:20 in New York; then 01:20 of the next day in Shanghai, 12:20 in New York.
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, OpenEvent("bag2", 0, "u3"), 7.0 / 24);
  EXPECT_THAT(Rows(Rollup::kBagsOpened, ""), ElementsAre("0/=1", "1/=1"));
  ASSERT_EQ(kDay % kDayMs, 16 * 3'600'000);
  EXPECT_EQ(Rows(Rollup::kBagsOpened).size(), 1u);
  EXPECT_THAT(Dump(*database_, "rollups"), testing::HasSubstr(absl::StrCat("spring 3 ", kDay + 13 * 3'600'000, "  2")));
}

TEST_P(RollupCountsTest, CountsOrdersByTheDayOfPayment) {
  Event late = OrderWithBagEvent("o1", "u1", "bag");
  Add(1, late, 2);
  Add(1, OrderEvent("o2", "", 50), 2);
  EXPECT_THAT(Rows(Rollup::kOrders), ElementsAre("0/=1"));
  EXPECT_THAT(Rows(Rollup::kOrders, ""), ElementsAre("0/=2"));
  EXPECT_THAT(Rows(Rollup::kBags), ElementsAre("2/0=1"));
}

TEST_P(RollupCountsTest, MovesBagsByTheirOpeningsOnTheDayTheyWereGiven) {
  Add(1, OrderWithBagEvent("o1", "u1", "bag"));
  Add(1, OrderWithBagEvent("o2", "u1", "unopened"));
  Add(1, Open(0, "u2", 0), 1);
  Add(1, Open(1, "u3", 0), 2);
  EXPECT_THAT(Rows(Rollup::kOpeningsPerBag), ElementsAre("0/0=1", "0/2=1"));
  EXPECT_THAT(Rows(Rollup::kBagsOpened), ElementsAre("1/=1"));
}

TEST_P(RollupCountsTest, LeavesOutWhatDoesNotSayWhenTheBagWasGiven) {
  Add(1, OpenEvent("bag", 0, "u2"));
  Add(1, ConversionEvent("o1", "u2"));
  EXPECT_THAT(Rows(Rollup::kOpeningsPerBag), IsEmpty());
  EXPECT_THAT(Rows(Rollup::kBrought), IsEmpty());
  EXPECT_THAT(Rows(Rollup::kCycleTime), IsEmpty());
  EXPECT_THAT(Rows(Rollup::kNewCustomers), ElementsAre("0/0=1"));
}

TEST_P(RollupCountsTest, CountsAnOpenerOnTheDayOfTheFirstOpeningWhicheverComesFirst) {
  Add(1, Open(0, "u2", 0), 3);
  Add(2, Open(0, "u2", 0), 1);
  Add(3, Open(0, "u2", 0), 2);
  Add(1, Open(1, "u3", 0), 3);
  EXPECT_THAT(Rows(Rollup::kOpeners), ElementsAre("1/=1", "3/=1"));
  EXPECT_THAT(Rows(Rollup::kOpeners, ""), ElementsAre("1/=1", "3/=1"));
}

TEST_P(RollupCountsTest, CountsNewCustomersByTheDayOfTheirOrderAndOfTheirBag) {
  Add(1, Conversion("u1", 2, 0), 1.5);
  EXPECT_THAT(Rows(Rollup::kNewCustomers), ElementsAre("2/2=1"));
  EXPECT_THAT(Rows(Rollup::kBrought), ElementsAre("0/1=1"));
  EXPECT_THAT(Rows(Rollup::kCycleTime), ElementsAre("0/36=1"));
}

TEST_P(RollupCountsTest, CountsSecondOrdersOnTheDayOfTheFirst) {
  Add(1, Touch("u1", 1));
  Add(1, FirstOrder("o1", "u1"), 1);
  Add(1, Conversion("u1", 1, 0), 1);
  Add(1, FirstOrder("o2", "organic"), 1);
  EXPECT_THAT(Rows(Rollup::kSecondOrders), IsEmpty());
  for (int order = 3; order < 5; ++order) Add(1, OrderEvent(absl::StrCat("o", order), "u1", 100), order);
  Add(1, OrderEvent("o5", "organic", 100), 3);
  EXPECT_THAT(Rows(Rollup::kSecondOrders), ElementsAre("1/=1"));
  EXPECT_THAT(Rows(Rollup::kSecondOrders, ""), ElementsAre("1/=1"));
  EXPECT_THAT(Rows(Rollup::kFirstOrders, ""), ElementsAre("1/=2"));
}

// A credit that a server's death delayed.
TEST_P(RollupCountsTest, CountsASecondOrderThatComesBeforeTheTouch) {
  Add(1, FirstOrder("o1", "u1"), 1);
  Add(1, OrderEvent("o2", "u1", 100), 2);
  Add(1, Touch("u1", 1), 0.5);
  Add(1, Conversion("u1", 1, 0), 1);
  Add(1, OrderEvent("o3", "u1", 100), 3);
  EXPECT_THAT(Rows(Rollup::kSecondOrders), ElementsAre("1/=1"));
}

TEST_P(RollupCountsTest, CountsBagsAndSharersByGeneration) {
  Add(1, Touch("u1", 2));
  for (int bag = 0; bag < 2; ++bag)
    Add(1, OrderWithBagEvent(absl::StrCat("o", bag), "u1", absl::StrCat("a", bag)), bag);
  Add(2, OrderWithBagEvent("o2", "organic", "b"), 1);
  EXPECT_THAT(Rows(Rollup::kBags), ElementsAre("0/2=1", "1/0=1", "1/2=1"));
  EXPECT_THAT(Rows(Rollup::kSharers), ElementsAre("0/2=1", "1/0=1"));
}

TEST_P(RollupCountsTest, CountsRedeemedCouponsOfACampaignByTemplate) {
  Add(1, UseEvent(CouponUsed::STEP_RESERVED));
  Add(1, UseEvent(CouponUsed::STEP_REDEEMED), 1);
  EXPECT_THAT(Rows(Rollup::kCouponsRedeemed), ElementsAre("1/latte=1"));
  EXPECT_THAT(Rows(Rollup::kCouponsRedeemed, ""), ElementsAre("1/=1"));
}

}  // namespace
}  // namespace fudai::projection
