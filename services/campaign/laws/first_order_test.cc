// Coupons for a first order: what checkout and orders must agree upon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/campaign/checkout/checkout_service.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::laws {
namespace {

using campaign::v1::CouponObstacle;
using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using testing::HasSubstr;

constexpr absl::StatusCode kRefused = absl::StatusCode::kFailedPrecondition;

// "tea" is for a first order, "cake" for any.
class FirstOrderTest : public testing::Test {
 protected:
  FirstOrderTest() {
    campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
    spec.mutable_templates(0)->mutable_conditions()->set_first_order_only(true);
    rig_.Publish("spring", spec);
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
    for (const char* id : {"tea-1", "tea-2"}) Give(id, "tea");
    Give("cake-1", "cake");
  }

  void Give(const std::string& coupon_id, const std::string& template_id) {
    contracts::CouponCredit credit{coupon_id, "buyer", "bag", "sharer", {}};
    credit.entry.set_campaign_id("spring");
    credit.entry.set_campaign_version(1);
    credit.entry.set_template_id(template_id);
    credit.entry.set_expires_at_ms(absl::ToUnixMillis(SampleNow() + absl::Hours(48)));
    EXPECT_TRUE(rig_.Run(coupons_.Credit(credit)).ok());
  }
  absl::Status Reserve(const std::string& order_id, const std::string& coupon_id,
                       absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::ReserveCouponsRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    request.add_coupon_ids(coupon_id);
    *request.mutable_basket() = Basket();
    const rpc::CallContext context = Till(after);
    return rig_.Run(till_.ReserveCoupons(request, context)).status();
  }
  absl::Status Redeem(const std::string& order_id, absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::RedeemReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    const rpc::CallContext context = Till(after);
    return rig_.Run(till_.RedeemReservation(request, context)).status();
  }
  absl::Status Release(const std::string& order_id) {
    campaign::v1::ReleaseReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    const rpc::CallContext context = Till();
    return rig_.Run(till_.ReleaseReservation(request, context)).status();
  }
  absl::Status Reverse(const std::string& order_id) {
    campaign::v1::ReverseRedemptionRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    request.set_reversal_id("r");
    const rpc::CallContext context = Till();
    return rig_.Run(till_.ReverseRedemption(request, context)).status();
  }
  absl::Status Report(const std::string& order_id, bool redeem) {
    campaign::v1::ReportOrderRequest request = campaign_testing::SampleOrder(order_id, "buyer");
    request.set_redeem_reservation(redeem);
    const rpc::CallContext context = Till();
    return rig_.Run(orders_.ReportOrder(request, context)).status();
  }
  // What a quote has against a coupon.
  CouponObstacle::Reason WhyNot(const std::string& coupon_id) {
    campaign::v1::QuoteOrderRequest request;
    *request.mutable_basket() = Basket();
    const rpc::CallContext context = rig_.CallBy("buyer", SampleNow());
    const auto quote = rig_.Run(till_.QuoteOrder(request, context));
    for (const CouponObstacle& each : quote.value().obstacles()) {
      if (each.coupon_id() == coupon_id) return each.reason();
    }
    return CouponObstacle::REASON_UNSPECIFIED;
  }
  static campaign::v1::Basket Basket() {
    campaign::v1::Basket basket;
    basket.set_shop_id("shop-1");
    campaign::v1::BasketLine& line = *basket.add_lines();
    line.set_sku("latte");
    line.set_quantity(1);
    line.set_unit_price_fen(4000);
    return basket;
  }
  rpc::CallContext Till(absl::Duration after = absl::ZeroDuration()) {
    rpc::CallContext context = rig_.CallBy("ordering", SampleNow() + after);
    context.identity.role = auth::Role::kOrderingSystem;
    return context;
  }

  StoreRig rig_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupons_{rig_.access()};
  order::OrderStore order_store_{rig_.access()};
  checkout::CheckoutService till_{checkout::CheckoutStore(rig_.access()),
                                  {&rig_.campaigns(), &coupons_, &order_store_}};
  order::OrderService orders_{order_store_, {&rig_.codec(), &rig_.campaigns(), &numbers_}};
};

TEST_F(FirstOrderTest, OneOrderHoldsSuchCoupons) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  EXPECT_EQ(WhyNot("tea-2"), CouponObstacle::REASON_NOT_FIRST_ORDER);
  const absl::Status second = Reserve("order-2", "tea-2");
  EXPECT_EQ(second.code(), kRefused);
  EXPECT_THAT(second.message(), HasSubstr("It is for a first order."));
  EXPECT_TRUE(Reserve("order-3", "cake-1").ok()) << "others are for any order";
  EXPECT_TRUE(Report("order-1", true).ok());
  EXPECT_EQ(Reserve("order-2", "tea-2").code(), kRefused);
}

TEST_F(FirstOrderTest, OneOrderHoldsThemOfTwoThatAskAtOnce) {
  campaign::v1::ReserveCouponsRequest requests[2];
  std::vector<async::Task<absl::StatusOr<campaign::v1::ReserveCouponsResponse>>> tills;
  const rpc::CallContext context = Till();
  for (int i = 0; i < 2; ++i) {
    requests[i].set_order_id(absl::StrCat("order-", i));
    requests[i].set_user_id("buyer");
    requests[i].add_coupon_ids(absl::StrCat("tea-", i + 1));
    *requests[i].mutable_basket() = Basket();
    tills.push_back(till_.ReserveCoupons(requests[i], context));
  }
  const auto answers = rig_.RunAll(std::move(tills));
  EXPECT_NE(answers[0].ok(), answers[1].ok());
}

TEST_F(FirstOrderTest, HoldsThatHaveEndedDoNotCount) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  ASSERT_TRUE(Release("order-1").ok());
  ASSERT_TRUE(Reserve("order-2", "tea-2").ok());
  EXPECT_TRUE(Reserve("order-3", "tea-1", absl::Hours(1)).ok()) << "the other has expired";
}

TEST_F(FirstOrderTest, ARedemptionThatWasReversedDoesNotCountButAReportedOrderDoes) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  ASSERT_TRUE(Redeem("order-1").ok());
  EXPECT_EQ(Reserve("order-2", "tea-2").code(), kRefused);
  ASSERT_TRUE(Reverse("order-1").ok());
  ASSERT_TRUE(Reserve("order-2", "tea-2").ok());
  ASSERT_TRUE(Report("order-2", true).ok());
  ASSERT_TRUE(Reverse("order-2").ok());
  EXPECT_EQ(Reserve("order-3", "tea-2").code(), kRefused);
}

TEST_F(FirstOrderTest, AnotherOrderThatCameFirstTakesItsPlace) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  ASSERT_TRUE(Report("order-2", false).ok());
  const absl::Status reported = Report("order-1", true);
  EXPECT_EQ(reported.code(), kRefused);
  EXPECT_THAT(reported.message(), HasSubstr("a coupon for a first order, and another order came first"));
  const absl::Status redeemed = Redeem("order-1");
  EXPECT_EQ(redeemed.code(), kRefused);
  EXPECT_THAT(redeemed.message(), HasSubstr("is reserved; it holds a coupon for a first order, and another"));
  EXPECT_TRUE(Report("order-1", false).ok()) << "the order can still be reported";
  EXPECT_TRUE(Release("order-1").ok());
}

TEST_F(FirstOrderTest, TheFirstOrderMayBeReportedBeforeItIsRedeemed) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  ASSERT_TRUE(Report("order-1", false).ok());
  EXPECT_TRUE(Redeem("order-1").ok());
}

TEST_F(FirstOrderTest, AClockThatIsBehindPaysForNoSecondFirstOrder) {
  ASSERT_TRUE(Reserve("order-1", "tea-1").ok());
  ASSERT_TRUE(Reserve("order-2", "tea-2", absl::Minutes(15)).ok());
  ASSERT_TRUE(Redeem("order-2", absl::Minutes(15)).ok());
  EXPECT_EQ(Redeem("order-1", absl::Minutes(14)).code(), kRefused);
}

}  // namespace
}  // namespace fudai::laws
