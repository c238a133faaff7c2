#include "services/admin/budgets/cap_uses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::budgets {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): databases, campaigns and events of tests.
using admin::v1::CapUse;
using admin::v1::ExhaustionEstimate;
using admin::v1::GetBudgetResponse;
using ::testing::HasSubstr;

constexpr int64_t kHourMs = 3'600'000;

// 18:20 on 1 March 2026 in Shanghai: the quarter that holds the moment an hour ago began 65 minutes ago, and the
// campaign 18 hours and 20 minutes ago.
const absl::Time kNow = absl::FromUnixMillis(kEventMs);
constexpr char kToday[] = "d:20513";

budget::Books BooksOf(int64_t issued_fen, int64_t returned_fen) {
  budget::Books books;
  books.escrows[3] = {.issued_fen = issued_fen - 100, .returned_fen = returned_fen};
  books.escrows[200] = {.issued_fen = 100};
  return books;
}

class CapUsesTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) database_ = OpenNew();
  }

  // Stores campaign "spring" with caps on everything.
  void Store(admin::v1::CampaignState state) {
    admin::v1::Campaign campaign;
    campaign.set_campaign_id("spring");
    campaign.set_version(1);
    *campaign.mutable_spec() = MarchSpec();
    campaign.mutable_spec()->mutable_budget()->set_total_fen(100'000);
    campaign.mutable_spec()->mutable_budget()->set_daily_fen(4'000);
    campaign.mutable_spec()->mutable_templates(0)->set_budget_fen(50'000);
    const auto store = [&](soci::session& sql) -> absl::Status {
      const absl::StatusOr<bool> inserted = campaigns::InsertCampaign(sql, campaign);
      if (!inserted.ok()) return inserted.status();
      campaigns::StoredCampaign stored = campaigns::FindCampaign(sql, "spring").value();
      stored.campaign.set_state(state);
      stored.campaign.set_published_version(state == admin::v1::CAMPAIGN_STATE_DRAFT ? 0 : 1);
      campaigns::SaveCampaign(sql, &stored);
      return absl::OkStatus();
    };
    const absl::Status stored = database_->Write(store);
    ASSERT_TRUE(stored.ok()) << stored;
  }

  // A friend opens the bag and gets 300 fen, long before kNow.
  void Open(const std::string& opener, int64_t earlier_ms) {
    folded_.Fold(*database_, 1, OpenEvent("bag", opens_++, opener), -earlier_ms);
  }

  absl::StatusOr<GetBudgetResponse> Read(const std::map<std::string, budget::Books>& books = {},
                                         absl::Time now = kNow) {
    return database_->Read([&](soci::session& sql) { return ReadBudget(sql, "spring", books, now); });
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents folded_;
  int opens_ = 0;
};

TEST_P(CapUsesTest, SaysOfEachCapWhatIsLeftAndHowFastItGoes) {
  Store(admin::v1::CAMPAIGN_STATE_ACTIVE);
  Open("u1", 65 * 60'000);      // The first of the last hour's quarters.
  Open("u2", 65 * 60'000 + 1);  // The quarter before it.
  Open("u3", 17 * kHourMs);
  const GetBudgetResponse budget =
      Read({{"c", BooksOf(900, 500)}, {kToday, BooksOf(900, 0)}, {"t:latte", BooksOf(600, 0)}}).value();
  EXPECT_EQ(budget.time_zone(), "Asia/Shanghai");
  EXPECT_EQ(budget.as_of_time().seconds(), kEventMs / 1000);
  ASSERT_EQ(budget.caps_size(), 3);
  const CapUse& campaign = budget.caps(0);
  EXPECT_EQ(campaign.cap(), "campaign");
  EXPECT_EQ(campaign.limit_fen(), 100'000);
  EXPECT_EQ(campaign.given_fen(), 900);
  EXPECT_EQ(campaign.returned_fen(), 500);
  EXPECT_EQ(campaign.left_fen(), 99'600);
  EXPECT_EQ(campaign.last_hour_fen_per_hour(), 277) << "300 fen in 65 minutes";
  EXPECT_EQ(campaign.last_day_fen_per_hour(), 49) << "900 fen since the campaign began";
  // 300 fen in 65 minutes: 1,569 today, 4,000 on each of 24 days, which is their cap, and 2,031 in 440 minutes.
  EXPECT_EQ(campaign.exhaustion().estimated_time().seconds(), 1'772'380'800 + 24 * 86'400 + 440 * 60);
  EXPECT_EQ(campaign.exhaustion().basis(), ExhaustionEstimate::BASIS_LAST_HOUR);
  EXPECT_EQ(budget.caps(1).cap(), "day 2026-03-01");
  EXPECT_EQ(budget.caps(1).left_fen(), 3'100);
  EXPECT_FALSE(budget.caps(1).has_exhaustion()) << "it lasts for 11 hours, and the day for less than 6";
  EXPECT_EQ(budget.caps(2).cap(), "template latte");
  EXPECT_EQ(budget.caps(2).left_fen(), 49'400);
  EXPECT_EQ(budget.caps(2).last_day_fen_per_hour(), 49);
  EXPECT_TRUE(budget.caps(2).has_exhaustion());
}

// Coupons of 300 fen.
TEST_P(CapUsesTest, IsExhaustedOnceNoCouponIsLeft) {
  Store(admin::v1::CAMPAIGN_STATE_ACTIVE);
  Open("u1", 0);
  const auto with = [&](int64_t campaign_fen, int64_t today_fen, int64_t latte_fen) {
    return Read({{"c", BooksOf(campaign_fen, 0)}, {kToday, BooksOf(today_fen, 0)}, {"t:latte", BooksOf(latte_fen, 0)}})
        .value();
  };
  const GetBudgetResponse not_yet = with(99'700, 3'700, 49'700);
  for (const CapUse& use : not_yet.caps()) {
    EXPECT_FALSE(use.exhausted()) << use.cap();
    EXPECT_TRUE(use.has_exhaustion()) << use.cap();
  }
  const GetBudgetResponse exhausted = with(99'701, 3'701, 49'701);
  for (const CapUse& use : exhausted.caps()) {
    EXPECT_TRUE(use.exhausted()) << use.cap();
    EXPECT_FALSE(use.has_exhaustion()) << use.cap();
  }
  const GetBudgetResponse tomorrow = with(99'600, 3'701, 600);
  EXPECT_TRUE(tomorrow.caps(1).exhausted());
  EXPECT_GE(tomorrow.caps(0).exhaustion().estimated_time().seconds(), 1'772'380'800) << "not before midnight";
}

// A free coffee burns its own template's budget, and the campaign's.
TEST_P(CapUsesTest, CountsEachTemplateByItself) {
  Store(admin::v1::CAMPAIGN_STATE_ACTIVE);
  event::v1::Event open = OpenEvent("bag", 0, "u1");
  open.mutable_bag_opened()->set_cups_filled(1);
  open.mutable_bag_opened()->set_free_coffee_template_id("coffee");
  open.mutable_bag_opened()->set_free_coffee_value_fen(2'800);
  folded_.Fold(*database_, 1, open);
  const GetBudgetResponse budget = Read().value();
  EXPECT_EQ(budget.caps(0).last_hour_fen_per_hour(), 2'862) << "3,100 fen in 65 minutes";
  EXPECT_EQ(budget.caps(2).last_hour_fen_per_hour(), 277) << "300 fen in 65 minutes";
}

TEST_P(CapUsesTest, EstimatesNothingUnlessTheCampaignIsActive) {
  Store(admin::v1::CAMPAIGN_STATE_PAUSED);
  Open("u1", 0);
  const GetBudgetResponse paused = Read().value();
  ASSERT_EQ(paused.caps_size(), 3);
  EXPECT_EQ(paused.caps(0).last_hour_fen_per_hour(), 277);
  EXPECT_EQ(paused.caps(0).left_fen(), 100'000);
  EXPECT_FALSE(paused.caps(0).has_exhaustion());
}

TEST_P(CapUsesTest, ShowsADraftsCapsBeforeAnythingIsLent) {
  Store(admin::v1::CAMPAIGN_STATE_DRAFT);
  const GetBudgetResponse budget = Read().value();
  ASSERT_EQ(budget.caps_size(), 3);
  EXPECT_EQ(budget.caps(2).limit_fen(), 50'000);
  EXPECT_EQ(budget.caps(2).given_fen(), 0);
}

TEST_P(CapUsesTest, TheDayIsThatOfTheCampaignsZone) {
  Store(admin::v1::CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(Read({}, absl::FromUnixSeconds(1'772'380'799)).value().caps(1).cap(), "day 2026-03-01");
  EXPECT_EQ(Read({}, absl::FromUnixSeconds(1'772'380'800)).value().caps(1).cap(), "day 2026-03-02");
}

TEST_P(CapUsesTest, RefusesAnArchivedCampaign) {
  Store(admin::v1::CAMPAIGN_STATE_ARCHIVED);
  const absl::Status refused = Read().status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("campaign \"spring\" is archived"));
}

INSTANTIATE_TEST_SUITE_P(Databases, CapUsesTest, BothDatabases(), DatabaseName);

}  // namespace
}  // namespace fudai::budgets
