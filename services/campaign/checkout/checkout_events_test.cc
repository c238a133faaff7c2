// What the events of a till tell of the coupons' order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/campaign/budget/liability_expirer.h"
#include "services/campaign/checkout/checkout_service_fixture.h"

namespace fudai::checkout {
namespace {

using testing::ElementsAre;
using testing::Pair;

class CheckoutEventsTest : public CheckoutServiceTest {
 protected:
  absl::Status ReserveTwoUnits(const std::vector<std::string>& coupons, absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::ReserveCouponsRequest request = ReserveRequest("order-1", coupons);
    request.mutable_basket()->mutable_lines(0)->set_quantity(2);
    request.mutable_basket()->set_delivery_fee_fen(300);
    const rpc::CallContext context = Till(after);
    return rig_.Run(service_.ReserveCoupons(request, context)).status();
  }
  // Lets liability expire until a moment; when each expiry happened, after SampleNow().
  std::vector<absl::Duration> ExpireUntil(absl::Duration after) {
    budget::LiabilityExpirer expirer(rig_.access(), &rig_.campaigns());
    EXPECT_TRUE(rig_.Run(expirer.Pass(absl::ToUnixMillis(SampleNow() + after))).ok());
    std::vector<absl::Duration> moments;
    for (const event::v1::Event& event : rig_.AllEvents()) {
      if (event.has_liability_expired()) moments.push_back(absl::FromUnixMillis(event.occurred_at_ms()) - SampleNow());
    }
    return moments;
  }
};

TEST_F(CheckoutEventsTest, TellOfTheOrderAtEveryStep) {
  const std::string cake = Give("buyer", "cake"), free = Give("buyer", "free");
  ASSERT_TRUE(ReserveTwoUnits({cake, free}, absl::Minutes(1)).ok());
  ASSERT_TRUE(Release("order-1", absl::Minutes(2)).ok());
  ASSERT_TRUE(ReserveTwoUnits({cake, free}, absl::Minutes(3)).ok());
  EXPECT_FALSE(Redeem("order-1", absl::Minutes(20)).ok()) << "it has expired";
  ASSERT_TRUE(ReserveTwoUnits({cake, free}, absl::Minutes(21)).ok());
  ASSERT_TRUE(Redeem("order-1", absl::Minutes(22)).ok());
  ASSERT_TRUE(Reverse("order-1", "r1").ok());
  std::set<CouponUsed::Step> steps;
  for (const CouponUsed& use : Uses()) {
    SCOPED_TRACE(use.ShortDebugString());
    steps.insert(static_cast<CouponUsed::Step>(use.step()));
    EXPECT_EQ(use.given_at_ms(), absl::ToUnixMillis(SampleNow()));
    EXPECT_EQ(use.shop_id(), "shop-1");
    EXPECT_EQ(use.basket_fen(), 20'300);
    EXPECT_EQ(use.payable_fen(), 20'300 - 2800);
    EXPECT_EQ(use.items(), 2);
  }
  EXPECT_EQ(steps.size(), 6U) << "every step";
}

TEST_F(CheckoutEventsTest, CountTheOrderOnceByTemplateByCampaignAndInAll) {
  rig_.Publish("autumn", TillSpec());
  ASSERT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  const std::vector<std::string> coupons = {Give("buyer", "free"), Give("buyer", "free"),
                                            Give("buyer", "free", "autumn")};
  ASSERT_TRUE(Reserve("order-1", coupons).ok());
  ASSERT_TRUE(Redeem("order-1").ok());
  std::map<std::string, int> counts;
  for (const CouponUsed& use : Uses()) {
    if (use.step() != CouponUsed::STEP_REDEEMED) continue;
    counts["order"] += use.first_of_order() ? 1 : 0;
    counts[use.campaign_id()] += use.first_of_campaign() ? 1 : 0;
    counts[absl::StrCat(use.campaign_id(), "/", use.template_id())] += use.first_of_template() ? 1 : 0;
  }
  EXPECT_THAT(counts, ElementsAre(Pair("autumn", 1), Pair("autumn/free", 1), Pair("order", 1), Pair("spring", 1),
                                  Pair("spring/free", 1)));
}

TEST_F(CheckoutEventsTest, ACouponThatComesBackAfterItsTimeExpiresNoEarlier) {
  const std::string used = Give("buyer", "free"), unused = Give("buyer", "free");
  ASSERT_TRUE(Reserve("order-1", {used}).ok());
  ASSERT_TRUE(Redeem("order-1").ok());
  const std::vector<absl::Duration> in_time = ExpireUntil(absl::Hours(60));
  ASSERT_EQ(in_time.size(), 1U) << "what nobody used";
  EXPECT_GE(in_time[0], absl::Hours(48));
  EXPECT_LT(in_time[0], absl::Hours(49));
  ASSERT_TRUE(Reverse("order-1", "r1", 0, absl::Hours(72)).ok());
  const std::vector<absl::Duration> all = ExpireUntil(absl::Hours(90));
  EXPECT_THAT(all, ElementsAre(in_time[0], in_time[0] + absl::Hours(24)));
}

}  // namespace
}  // namespace fudai::checkout
