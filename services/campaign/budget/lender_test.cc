#include "services/campaign/budget/lender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/clock/manual_clock.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::budget {
namespace {

using testing::HasSubstr;

class LenderTest : public testing::Test {
 protected:
  LenderTest() {
    campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
    spec.mutable_budget()->set_total_fen(10'000);
    spec.mutable_templates(0)->set_budget_fen(500);
    Publish(spec);
  }

  void Publish(const campaign::v1::CampaignSpec& spec) {
    rig_.Publish("spring", spec);
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  }
  absl::StatusOr<std::optional<std::string>> Lend(int partition, std::vector<contracts::Shortage> shortages) {
    return rig_.Run(lender_.Lend({"spring", partition, std::move(shortages)}));
  }
  int64_t LeftOf(const std::string& purse) {
    BudgetStore store(rig_.access().client(), rig_.access().token());
    return rig_.Run(store.ReadBooks("spring")).value().at(purse).after.left_fen;
  }

  campaign_testing::StoreRig rig_;
  clock::ManualClock clock_{campaign_testing::SampleNow()};
  Lender lender_{rig_.access(), &rig_.campaigns(), &clock_};
};

TEST_F(LenderTest, SaysWhatWasGrantedInAll) {
  EXPECT_EQ(Lend(3, {{"c", 500}, {"t:tea", 300}}).value(), "c 500 t:tea 300");
  EXPECT_EQ(Lend(3, {{"c", 800}}).value(), "c 1300");
}

TEST_F(LenderTest, ARefusedActMovesNothing) {
  EXPECT_EQ(Lend(3, {{"c", 600}, {"t:tea", 600}}).value(), std::nullopt);
  EXPECT_EQ(LeftOf("c"), 10'000);
  EXPECT_EQ(LeftOf("t:tea"), 500);
}

TEST_F(LenderTest, CallsIdleEscrowBackWhenAPurseRunsDry) {
  EXPECT_EQ(Lend(3, {{"c", 500}, {"t:tea", 500}}).value(), "c 500 t:tea 500");
  EXPECT_EQ(Lend(4, {{"c", 400}, {"t:tea", 400}}).value(), "c 400 t:tea 400");
  EXPECT_EQ(LeftOf("t:tea"), 100);
  EXPECT_EQ(LeftOf("c"), 9'100) << "only the dry purse was called back";
}

TEST_F(LenderTest, WhatWasCalledBackInVainIsNotCalledBackAgainForASecond) {
  EXPECT_EQ(Lend(3, {{"t:tea", 600}}).value(), std::nullopt) << "more than the cap, and nothing is idle";
  EXPECT_EQ(Lend(3, {{"t:tea", 500}}).value(), "t:tea 500");
  clock_.Advance(absl::Milliseconds(999));
  EXPECT_EQ(Lend(4, {{"t:tea", 400}}).value(), std::nullopt) << "though it is idle in the other partition";
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(Lend(4, {{"t:tea", 400}}).value(), "t:tea 400");
  EXPECT_EQ(Lend(5, {{"t:tea", 500}}).value(), "t:tea 500") << "it was not in vain, the last time";
}

TEST_F(LenderTest, ACapThatHasBeenLiftedIsToBeAskedAgain) {
  Publish(campaign_testing::SampleSpec());
  const absl::Status lent = Lend(3, {{"c", 500}}).status();
  EXPECT_EQ(lent.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(lent.message(), HasSubstr("version 2 of campaign spring has just lifted the cap \"c\""));
}

}  // namespace
}  // namespace fudai::budget
