#include "services/admin/stats/cohorts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::stats {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::Event;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kDayMs = 24 * kHourMs;

// The first orders are on a Sunday, at 18:20 in Shanghai, the chain's zone, and at 05:20 in New York, the campaign's.
class CohortsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    admin::v1::Campaign campaign;
    campaign.set_campaign_id("spring");
    campaign.set_version(1);
    *campaign.mutable_spec() = MarchSpec();
    campaign.mutable_spec()->set_time_zone("America/New_York");
    ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  }

  void Order(const std::string& user_id, int64_t later_ms) {
    Event order = OrderEvent(absl::StrCat("o", ++orders_), user_id, 3000);
    order.mutable_order_reported()->set_first_order(known_.insert(user_id).second ? 1 : 0);
    events_.Fold(*database_, 1, order, later_ms);
  }
  void Convert(const std::string& user_id, int64_t later_ms) {
    events_.Fold(*database_, 1, ConversionEvent("o-" + user_id, user_id), later_ms);
  }
  // Has the newest event happen at a moment.
  void LetPass(int64_t later_ms) {
    events_.Fold(*database_, 2, OrderEvent(absl::StrCat("guest", later_ms), "", 1), later_ms);
  }

  admin::v1::QueryCohortsResponse Read(DayRange days) {
    days.time_zone = days.campaign_id.empty() ? "Asia/Shanghai" : "America/New_York";
    const auto response = database_->Read([&](soci::session& sql) { return ReadCohorts(sql, days); });
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(admin::v1::QueryCohortsResponse());
  }
  std::vector<std::string> Rows(const DayRange& days) {
    std::vector<std::string> rows;
    const admin::v1::QueryCohortsResponse response = Read(days);
    for (const admin::v1::Cohort& cohort : response.cohorts()) rows.push_back(cohort.ShortDebugString());
    return rows;
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents events_;
  std::set<std::string> known_;
  int orders_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, CohortsTest, BothDatabases(), DatabaseName);

TEST_P(CohortsTest, SayHowCustomersCameAgainByHowTheyCame) {
  Order("ann", 0);
  Order("ann", 20 * kHourMs);
  Order("ann", 8 * kDayMs);
  Order("ben", kHourMs);
  Convert("ben", kHourMs);
  Order("ben", 15 * kHourMs);
  Order("cid", 2 * kDayMs);
  LetPass(40 * kDayMs);
  constexpr char kWeek[] = "start_time { seconds: 1771776000 }", kNextWeek[] = "start_time { seconds: 1772380800 }";
  EXPECT_THAT(Rows({}), ElementsAre(absl::StrCat(kWeek,
                                                 " origin: COHORT_ORIGIN_ORGANIC customers: 1 within_1_day: 1"
                                                 " within_7_days: 1 within_30_days: 1 weeks: 1 weeks: 1 weeks: 0"
                                                 " weeks: 0 weeks: 0"),
                                    absl::StrCat(kWeek,
                                                 " origin: COHORT_ORIGIN_REFERRED customers: 1 within_1_day: 1"
                                                 " within_7_days: 1 within_30_days: 1 weeks: 1 weeks: 0 weeks: 0"
                                                 " weeks: 0 weeks: 0"),
                                    absl::StrCat(kNextWeek,
                                                 " origin: COHORT_ORIGIN_ORGANIC customers: 1 within_1_day: 0"
                                                 " within_7_days: 0 within_30_days: 0 weeks: 0 weeks: 0"
                                                 " weeks: 0 weeks: 0")));
  EXPECT_THAT(Rows({.campaign_id = "spring"}),
              ElementsAre(absl::StrCat("start_time { seconds: 1771822800 }",
                                       " origin: COHORT_ORIGIN_REFERRED customers: 1 within_1_day: 1 within_7_days: 1"
                                       " within_30_days: 1 weeks: 0 weeks: 0 weeks: 0 weeks: 0 weeks: 0")))
      << "the second order is of the next week in Shanghai, and of the same one in New York";
  EXPECT_EQ(Rows({.start_ms = 1'772'380'800'000}).size(), 1u) << "weeks that begin within the range";
  EXPECT_EQ(Rows({.end_ms = 1'772'380'800'000}).size(), 2u);
}

TEST_P(CohortsTest, MoveCustomersWhoseTouchIsKnownLate) {
  for (const bool is_late : {false, true}) {
    const std::string user_id = is_late ? "late" : "soon";
    Order(user_id, 0);
    if (!is_late) Convert(user_id, 0);
    Order(user_id, 3 * kDayMs);
    Order(user_id, 10 * kDayMs);
    if (is_late) Convert(user_id, 0);
  }
  LetPass(20 * kDayMs);
  EXPECT_THAT(Rows({}), ElementsAre(HasSubstr("origin: COHORT_ORIGIN_REFERRED customers: 2 within_1_day: 0"
                                              " within_7_days: 2 weeks: 2 weeks: 2")));
  EXPECT_THAT(Rows({.campaign_id = "spring"}), ElementsAre(HasSubstr("customers: 2 within_1_day: 0 within_7_days: 2"
                                                                     " weeks: 2 weeks: 2")));
}

TEST_P(CohortsTest, SayNothingOfTimesThatNotAllHaveHad) {
  Order("ann", 0);
  Order("ann", kHourMs);
  EXPECT_THAT(Rows({}), ElementsAre(Not(HasSubstr("within"))));
  // The week ends at midnight, 5:40 hours after the first order.
  LetPass(kDayMs + 5 * kHourMs);
  EXPECT_THAT(Rows({}), ElementsAre(Not(HasSubstr("within"))));
  LetPass(kDayMs + 6 * kHourMs);
  EXPECT_THAT(Rows({}), ElementsAre(HasSubstr("within_1_day: 1")));
  EXPECT_THAT(Rows({}), ElementsAre(Not(HasSubstr("within_7_days"))));
  LetPass(7 * kDayMs + 5 * kHourMs);
  EXPECT_THAT(Rows({}), ElementsAre(Not(HasSubstr("weeks"))));
  LetPass(7 * kDayMs + 6 * kHourMs);
  EXPECT_THAT(Rows({}), ElementsAre(HasSubstr("within_7_days: 1 weeks: 0")));
}

TEST_P(CohortsTest, HaveNeitherGuestsNorWhoseFirstOrderIsUnknown) {
  LetPass(0);
  events_.Fold(*database_, 1, OrderEvent("o1", "old", 100), 0);
  EXPECT_THAT(Rows({}), IsEmpty());
}

}  // namespace
}  // namespace fudai::stats
