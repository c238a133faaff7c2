// Orders of buyers whom campaigns leave out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/order/order_service_fixture.h"

namespace fudai::order {
namespace {

using OrderHoldoutTest = OrderServiceTest;

// holdout_test.cc has the places: "early" and "late" leave "u14" out, and "late" alone "u1".
TEST_F(OrderHoldoutTest, ABuyerWhoIsLeftOutGetsNoBag) {
  campaign::v1::CampaignSpec spec = SampleSpec();
  spec.set_holdout_permille(500);
  rig_.Publish("spring", spec);
  const ReportOrderResponse first = Report(Order("order1", "buyer", 3000)).value();
  EXPECT_EQ(first.outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  ReportOrderResponse again = Report(Order("order1", "buyer", 3000)).value();
  EXPECT_TRUE(again.repeated());
  again.set_repeated(false);
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  ASSERT_EQ(BuyersEvents().size(), 1u);
  EXPECT_THAT(BuyersEvents()[0].order_reported().holdout_campaign_ids(), testing::ElementsAre("spring"));
  EXPECT_EQ(BuyersEvents()[0].order_reported().bag_id(), "");

  EXPECT_EQ(Report(Order("order2", "buyer", 2999)).value().outcome(), ReportOrderResponse::OUTCOME_NO_CAMPAIGN);
  EXPECT_TRUE(BuyersEvents()[1].order_reported().holdout_campaign_ids().empty()) << "it does not meet the conditions";
  EXPECT_EQ(Report(Order("order3", "u3", 3000)).value().outcome(), ReportOrderResponse::OUTCOME_BAG_GIVEN);
  EXPECT_EQ(Report(Order("order4", "", 3000)).value().outcome(), ReportOrderResponse::OUTCOME_GUEST);
  EXPECT_TRUE(rig_.Events(partition::OfUser("order4"))[0].order_reported().holdout_campaign_ids().empty());
}

TEST_F(OrderHoldoutTest, WhomACampaignLeavesOutTheNextGivesABag) {
  campaign::v1::CampaignSpec early = SampleSpec(), late = SampleSpec();
  early.set_holdout_permille(500);
  late.set_holdout_permille(500);
  late.mutable_start_time()->set_seconds(late.start_time().seconds() + 1);
  rig_.Publish("early", early);
  rig_.Publish("late", late);
  const auto order_of = [this](const std::string& user_id) {
    Report(Order("order-" + user_id, user_id, 3000)).IgnoreError();
    return rig_.Events(partition::OfUser(user_id)).back().order_reported();
  };
  EXPECT_THAT(order_of("u14").holdout_campaign_ids(), testing::ElementsAre("late", "early"));
  EXPECT_EQ(order_of("u1").campaign_id(), "early");
  EXPECT_THAT(order_of("u1").holdout_campaign_ids(), testing::ElementsAre("late"));
  EXPECT_EQ(order_of("u9").campaign_id(), "late");
  EXPECT_TRUE(order_of("u9").holdout_campaign_ids().empty()) << "the campaign before it gave the bag";
  rig_.SetState("late", partition::CampaignRecordState::kPaused);
  Report(Order("order5", "u14", 3000)).IgnoreError();
  EXPECT_THAT(rig_.Events(partition::OfUser("u14")).back().order_reported().holdout_campaign_ids(),
              testing::ElementsAre("early"));
}

}  // namespace
}  // namespace fudai::order
