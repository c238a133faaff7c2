#include "services/admin/stats/coupons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/admin/campaigns/version_store.h"
#include "services/admin/stats/coupon_history_fixture.h"
#include "services/admin/testing/test_campaigns.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryCouponsResponse;
using admin::v1::TemplateStats;
using ::testing::HasSubstr;

class CouponsTest : public CouponHistoryTest {
 protected:
  QueryCouponsResponse Read(const DayRange& days) { return Ask<QueryCouponsResponse>(ReadCoupons, days); }
  // The template's row of the campaign "spring", over its whole life.
  TemplateStats ReadOf(const std::string& template_id) {
    const QueryCouponsResponse response = Read({.campaign_id = "spring"});
    for (const TemplateStats& stats : response.templates()) {
      if (stats.template_id() == template_id) return stats;
    }
    return {};
  }
  // Stores a version of "spring" that has one template.
  void AddVersion(int version, const std::string& template_id, const std::string& name) {
    admin::v1::Campaign campaign;
    campaign.set_campaign_id("spring");
    campaign.set_version(version);
    *campaign.mutable_spec() = MarchSpec();
    campaign.mutable_spec()->mutable_templates(0)->set_template_id(template_id);
    campaign.mutable_spec()->mutable_templates(0)->set_display_name(name);
    const absl::Status stored =
        database_->Write([&](soci::session& sql) { return campaigns::InsertVersion(sql, campaign); });
    ASSERT_TRUE(stored.ok()) << stored;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, CouponsTest, BothDatabases(), DatabaseName);

TEST_P(CouponsTest, SaysWhatBecameOfEachTemplatesCoupons) {
  MakeAWeek();
  const TemplateStats latte = ReadOf("latte");
  EXPECT_EQ(latte.given(), 15);
  EXPECT_EQ(latte.liability_fen(), 4500);
  EXPECT_EQ(latte.redeemed(), 4);
  EXPECT_EQ(latte.returned(), 1);
  EXPECT_EQ(latte.expired(), 2);
  EXPECT_EQ(latte.discount_fen(), 1000);
  EXPECT_EQ(latte.reversed_fen(), 350);
  EXPECT_EQ(latte.baskets(), 3) << "two coupons paid for one of them";
  EXPECT_EQ(latte.mean_basket_fen(), 3000);
  EXPECT_EQ(latte.mean_items(), 2);
}

TEST_P(CouponsTest, ListsTemplatesOfWhichSomethingHappenedInTheRange) {
  MakeAWeek();
  Event open = OpenEvent("cups", 0, "opener");
  open.mutable_bag_opened()->set_template_id("cake");
  open.mutable_bag_opened()->set_cups_filled(2);
  open.mutable_bag_opened()->set_free_coffee_template_id("a-coffee");
  open.mutable_bag_opened()->set_free_coffee_value_fen(2800);
  Add(1, open, 5 * kDayMs);
  const QueryCouponsResponse all = Read({.campaign_id = "spring"});
  ASSERT_EQ(all.templates_size(), 3);
  EXPECT_EQ(Text(all.templates(0)), "template_id: \"a-coffee\" given: 2 liability_fen: 5600 time_to_use { }");
  EXPECT_EQ(all.templates(1).template_id(), "cake");
  EXPECT_EQ(all.templates(2).template_id(), "latte");
  EXPECT_EQ(Read({.campaign_id = "spring", .start_ms = kEventMs + 4 * kDayMs}).templates_size(), 2);
}

TEST_P(CouponsTest, TellHowLongCouponsWaitToBeUsed) {
  Use("bag-0", CouponUsed::STEP_REDEEMED);
  Use("bag-1", CouponUsed::STEP_REDEEMED, {}, 100 * kDayMs / 24);
  Use("bag-2", CouponUsed::STEP_REDEEMED, {.tells_of_order = false});
  const admin::v1::Durations times = ReadOf("latte").time_to_use();
  ASSERT_EQ(times.buckets_size(), 2) << "an event that does not tell when is left out";
  EXPECT_EQ(Text(times.buckets(0)), "from_hours: 1 to_hours: 2 count: 1") << "90 minutes";
  EXPECT_EQ(Text(times.buckets(1)), "from_hours: 96 to_hours: 120 count: 1");
  EXPECT_EQ(times.median().from_hours(), 1);
  EXPECT_EQ(times.p90().from_hours(), 96);
}

TEST_P(CouponsTest, TakeNamesFromTheNewestVersionThatHasTheTemplate) {
  Give("bag-0");
  AddVersion(1, "latte", "An old latte");
  AddVersion(2, "latte", "A latte");
  for (int version = 3; version < 30; ++version) AddVersion(version, "cake", "A cake");
  EXPECT_EQ(ReadOf("latte").display_name(), "A latte");
}

TEST_P(CouponsTest, AreACampaigns) {
  const absl::Status refused =
      database_->Read([](soci::session& sql) { return ReadCoupons(sql, DayRange()); }).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("campaign_id is empty; it should name a campaign"));
}

}  // namespace
}  // namespace fudai::stats
