// An edit of a running campaign: bags keep the version they were given under, and every sum holds across versions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/budgets.grpc.pb.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"

namespace fudai::e2e {
namespace {

using admin::v1::BudgetService;
using admin::v1::Campaign;
using admin::v1::CampaignService;
using admin::v1::StatsService;
using campaign::v1::CampaignSpec;
using campaign::v1::GivenBag;
using campaign::v1::OpenBagResponse;
using harness::CampaignAt;
using harness::GiveBag;
using harness::OpenBag;
using harness::Order;
using ::testing::UnorderedElementsAre;

constexpr int64_t kFirstBudget = 100'000;
constexpr int64_t kSecondBudget = 200'000;

// Two coupons of 300 fen and one of 500.
CampaignSpec FirstVersion(const std::string& shop_id) {
  CampaignSpec spec = CampaignAt(shop_id);
  spec.mutable_budget()->set_total_fen(kFirstBudget);
  return spec;
}

// One coupon of 500 fen, and two of a new kind of 700.
CampaignSpec SecondVersion(const std::string& shop_id) {
  CampaignSpec spec = FirstVersion(shop_id);
  spec.mutable_budget()->set_total_fen(kSecondBudget);
  campaign::v1::CouponTemplate* added = spec.add_templates();
  *added = spec.templates(0);
  added->set_template_id("off-7");
  added->set_display_name("A coupon: off-7");
  added->set_value_fen(700);
  spec.mutable_recipe(0)->set_template_id("off-7");
  return spec;
}

class VersionsTest : public SharedStack {
 protected:
  static Campaign Get(const std::string& campaign_id) {
    admin::v1::GetCampaignRequest request;
    request.set_campaign_id(campaign_id);
    const auto reply = stack().Marketer().Call(&CampaignService::Stub::GetCampaign, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    return reply.ok() ? reply->campaign() : Campaign();
  }

  static void Update(const std::string& campaign_id, const CampaignSpec& spec) {
    admin::v1::UpdateCampaignRequest request;
    request.set_campaign_id(campaign_id);
    request.set_etag(Get(campaign_id).etag());
    request.set_request_id(absl::StrCat("update-", campaign_id));
    *request.mutable_spec() = spec;
    const auto reply = stack().Marketer().Call(&CampaignService::Stub::UpdateCampaign, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
  }

  static void PublishNewest(const std::string& campaign_id) {
    admin::v1::PublishCampaignRequest request;
    request.set_campaign_id(campaign_id);
    const auto reply = stack().Marketer().Call(&CampaignService::Stub::PublishCampaign, request);
    EXPECT_TRUE(reply.ok()) << reply.status();
  }

  // Opens the whole bag by friends, and returns what their coupons are worth. Adds all that was given to `given_`.
  std::vector<int64_t> OpenAll(const GivenBag& bag, const std::string& friends) {
    std::vector<int64_t> values;
    for (int i = 0; i < bag.size(); ++i) {
      const auto reply = OpenBag(stack(), absl::StrCat(friends, i), bag.share_code());
      EXPECT_TRUE(reply.ok()) << reply.status();
      if (!reply.ok() || reply->outcome() != OpenBagResponse::OUTCOME_OPENED) break;
      values.push_back(reply->coupon().value_fen());
      given_ += reply->coupon().value_fen() + reply->growth().free_coffee_value_fen();
    }
    return values;
  }

  void ExpectSums(const std::string& campaign_id) {
    stack().AwaitSettled();
    admin::v1::GetCampaignSummaryRequest summary;
    summary.set_campaign_id(campaign_id);
    const auto counted = stack().Marketer().Call(&StatsService::Stub::GetCampaignSummary, summary);
    ASSERT_TRUE(counted.ok()) << counted.status();
    EXPECT_EQ(counted->summary().liability_fen(), given_);

    admin::v1::VerifyConservationRequest verify;
    verify.set_campaign_id(campaign_id);
    const auto law = stack().Marketer().Call(&BudgetService::Stub::VerifyConservation, verify);
    ASSERT_TRUE(law.ok()) << law.status();
    EXPECT_TRUE(law->holds());
    ASSERT_EQ(law->balances_size(), 1);
    EXPECT_EQ(law->balances(0).issued_fen(), given_);
  }

  int64_t given_ = 0;
};

TEST_F(VersionsTest, BagsKeepTheVersionTheyWereGivenUnder) {
  stack().Publish("edited", FirstVersion("shop-v"));
  const GivenBag old_bag = GiveBag(stack(), Order("v1", "v-sharer", "shop-v"));
  ASSERT_EQ(OpenBag(stack(), "v-early", old_bag.share_code())->outcome(), OpenBagResponse::OUTCOME_OPENED);
  const auto early = OpenBag(stack(), "v-early", old_bag.share_code());
  given_ += early->coupon().value_fen();

  Update("edited", SecondVersion("shop-v"));
  const GivenBag before = GiveBag(stack(), Order("v2", "v-other", "shop-v"));
  EXPECT_EQ(before.campaign_version(), 1) << "an edit takes effect when it is published";

  PublishNewest("edited");
  const GivenBag new_bag = GiveBag(stack(), Order("v3", "v-third", "shop-v"));
  EXPECT_EQ(new_bag.campaign_version(), 2) << "every order from the OK on";
  EXPECT_THAT(OpenAll(new_bag, "v-new-"), UnorderedElementsAre(500, 700, 700));
  EXPECT_THAT(OpenAll(before, "v-before-"), UnorderedElementsAre(300, 300, 500));

  std::vector<int64_t> old_values = OpenAll(old_bag, "v-old-");
  old_values.push_back(early->coupon().value_fen());
  EXPECT_THAT(old_values, UnorderedElementsAre(300, 300, 500));
  EXPECT_EQ(OpenBag(stack(), "v-late", old_bag.share_code())->outcome(), OpenBagResponse::OUTCOME_EMPTY);
  ExpectSums("edited");
}

TEST_F(VersionsTest, ARaisedBudgetLetsOpensGoOn) {
  CampaignSpec spec = FirstVersion("shop-w");
  spec.mutable_budget()->set_total_fen(6700);  // one bag at its dearest
  stack().Publish("raised", spec);
  std::string code;
  const auto open = [&](const std::string& user) { return OpenBag(stack(), user, code)->outcome(); };
  OpenBagResponse::Outcome last = OpenBagResponse::OUTCOME_OPENED;
  for (int i = 0; last == OpenBagResponse::OUTCOME_OPENED && i < 60; ++i) {
    if (i % 3 == 0) code = GiveBag(stack(), Order(absl::StrCat("w", i), "w-sharer", "shop-w")).share_code();
    last = open(absl::StrCat("w-", i));
  }
  ASSERT_EQ(last, OpenBagResponse::OUTCOME_BUDGET_EXHAUSTED);
  spec.mutable_budget()->set_total_fen(kSecondBudget);
  Update("raised", spec);
  PublishNewest("raised");
  // A server learns of a raised cap within a second; until then it goes by the old one.
  EXPECT_TRUE(harness::Eventually([&] { return open("w-late") == OpenBagResponse::OUTCOME_OPENED; }));
}

}  // namespace
}  // namespace fudai::e2e
