#include "services/admin/rollups/days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::rollups {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;

constexpr int64_t kHourMs = 3'600'000;

class DaysTest : public fudai::testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    fudai::testsupport::DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    admin::v1::Campaign campaign;
    campaign.set_campaign_id("berlin");
    campaign.set_version(1);
    *campaign.mutable_spec() = fudai::testsupport::MarchSpec();
    campaign.mutable_spec()->set_time_zone("Europe/Berlin");
    ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  }

  static int64_t Moment(const std::string& text) {
    absl::Time moment;
    EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &moment, nullptr)) << text;
    return absl::ToUnixMillis(moment);
  }

  int64_t StartOf(const std::string& campaign_id, const std::string& moment) {
    int64_t start = 0;
    status_ = database_->Read([&](soci::session& sql) {
      Days days(sql);
      start = days.StartOf(campaign_id, Moment(moment));
      EXPECT_EQ(days.StartOf(campaign_id, start), start) << "its first moment is of the day";
      EXPECT_LT(days.StartOf(campaign_id, start - 1), start) << "what comes before it is not";
      return days.status();
    });
    return start;
  }

  int64_t WithDays(const std::function<int64_t(Days&)>& ask) {
    int64_t answer = 0;
    EXPECT_TRUE(database_
                    ->Read([&](soci::session& sql) {
                      Days days(sql);
                      answer = ask(days);
                      return absl::OkStatus();
                    })
                    .ok());
    return answer;
  }

  std::unique_ptr<database::Database> database_;
  absl::Status status_;
};
INSTANTIATE_TEST_SUITE_P(Databases, DaysTest, BothDatabases(), DatabaseName);

TEST_P(DaysTest, AreThoseOfTheZone) {
  EXPECT_EQ(StartOf("", "2026-05-20T16:30:00Z"), Moment("2026-05-21T00:00:00+08:00"));
  EXPECT_EQ(StartOf("berlin", "2026-05-20T16:30:00Z"), Moment("2026-05-20T00:00:00+02:00"));
  EXPECT_TRUE(status_.ok()) << status_;
}

TEST_P(DaysTest, OfTheChainAreThoseOfTheZoneThatIsSet) {
  const auto set = [this](const std::string& name) {
    absl::TimeZone zone;
    EXPECT_TRUE(absl::LoadTimeZone(name, &zone));
    return *database_->Write([zone](soci::session& sql) -> absl::StatusOr<bool> { return SetChainZone(sql, zone); });
  };
  EXPECT_FALSE(set("Asia/Shanghai")) << "it is so until it is set";
  EXPECT_TRUE(set("America/New_York"));
  EXPECT_FALSE(set("America/New_York"));
  EXPECT_EQ(StartOf("", "2026-05-20T02:30:00Z"), Moment("2026-05-19T00:00:00-04:00"));
  EXPECT_TRUE(set("Asia/Shanghai"));
  EXPECT_EQ(StartOf("", "2026-05-20T16:30:00Z"), Moment("2026-05-21T00:00:00+08:00"));
}

TEST_P(DaysTest, AreShorterOrLongerWhereClocksChange) {
  const int64_t spring = StartOf("berlin", "2026-03-29T12:00:00Z"),
                after_spring = StartOf("berlin", "2026-03-30T12:00:00Z");
  EXPECT_EQ(after_spring - spring, 23 * kHourMs);
  const int64_t autumn = StartOf("berlin", "2026-10-25T12:00:00Z"),
                after_autumn = StartOf("berlin", "2026-10-26T12:00:00Z");
  EXPECT_EQ(after_autumn - autumn, 25 * kHourMs);
}

TEST_P(DaysTest, MakeMonths) {
  const auto month = [&](const std::string& campaign_id, const std::string& moment) {
    return WithDays([&](Days& days) { return days.StartOfMonth(campaign_id, Moment(moment)); });
  };
  EXPECT_EQ(month("berlin", "2026-03-31T21:59:59Z"), Moment("2026-03-01T00:00:00+01:00")) << "of winter time";
  EXPECT_EQ(month("berlin", "2026-03-31T22:00:00Z"), Moment("2026-04-01T00:00:00+02:00"));
  EXPECT_EQ(month("", "2026-03-31T21:59:59Z"), Moment("2026-04-01T00:00:00+08:00"));
}

TEST_P(DaysTest, MakeWeeksThatBeginOnMonday) {
  const auto week = [&](const std::string& campaign_id, const std::string& moment) {
    return WithDays([&](Days& days) { return days.StartOfWeek(campaign_id, Moment(moment)); });
  };
  EXPECT_EQ(week("berlin", "2026-03-29T21:59:59Z"), Moment("2026-03-23T00:00:00+01:00")) << "a Sunday, of 23 hours";
  EXPECT_EQ(week("berlin", "2026-03-29T22:00:00Z"), Moment("2026-03-30T00:00:00+02:00")) << "the Monday after it";
  EXPECT_EQ(week("", "2026-03-29T16:00:00Z"), Moment("2026-03-30T00:00:00+08:00"));
  const auto weeks = [&](const std::string& campaign_id, const std::string& from, const std::string& to) {
    return WithDays([&](Days& days) { return days.WeeksBetween(campaign_id, Moment(from), Moment(to)); });
  };
  EXPECT_EQ(weeks("berlin", "2026-03-23T12:00:00Z", "2026-03-29T21:59:59Z"), 0);
  EXPECT_EQ(weeks("berlin", "2026-03-29T12:00:00Z", "2026-03-29T22:00:00Z"), 1);
  EXPECT_EQ(weeks("berlin", "2026-03-30T12:00:00Z", "2026-03-29T12:00:00Z"), -1);
  EXPECT_EQ(weeks("", "2026-03-01T12:00:00Z", "2026-03-29T12:00:00Z"), 4);
}

TEST_P(DaysTest, OfAnUnknownCampaignAreTheChains) {
  EXPECT_EQ(StartOf("nowhere", "2026-05-20T16:30:00Z"), Moment("2026-05-21T00:00:00+08:00"));
  EXPECT_TRUE(status_.ok()) << status_;
}

TEST_P(DaysTest, OfACampaignThatCannotBeReadAreNone) {
  ASSERT_TRUE(database_
                  ->Write([](soci::session& sql) {
                    sql << "UPDATE campaign_versions SET spec = 'no spec'";
                    return absl::OkStatus();
                  })
                  .ok());
  StartOf("berlin", "2026-05-20T16:30:00Z");
  EXPECT_EQ(status_.code(), absl::StatusCode::kDataLoss) << status_;
}

}  // namespace
}  // namespace fudai::rollups
