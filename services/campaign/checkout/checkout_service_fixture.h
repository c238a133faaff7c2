// A till, a wallet to pay from, and a campaign: what the tests of the service stand on.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "services/campaign/checkout/checkout_service.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/order/order_store.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::checkout {

using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using event::v1::CouponUsed;

// A template whose id is "tea" and the day.
inline std::string TeaOfADay() {
  return absl::StrCat("tea", budget::DayOf(absl::ToUnixMillis(SampleNow()), absl::FixedTimeZone(8 * 60 * 60)));
}

// Amounts off: "tea" 500 fen, exclusive; "cake" 800 fen in the group "food", once a day, forfeited when refunded;
// "free" 2000 fen in the group "food", up to three together; TeaOfADay() 500 fen, once; "lunch" 500 fen, from 11:00 to
// 13:00.
inline campaign::v1::CampaignSpec TillSpec() {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  for (int i : {1, 2}) spec.mutable_templates(i)->mutable_stacking()->set_group("food");
  spec.mutable_templates(2)->mutable_stacking()->set_max_coupons(3);
  spec.mutable_templates(1)->mutable_limits()->set_max_uses_per_user_per_day(1);
  spec.mutable_templates(1)->set_return_policy(campaign::v1::RETURN_POLICY_FORFEIT);
  campaign::v1::CouponTemplate& tea_of_a_day = *spec.add_templates();
  tea_of_a_day = spec.templates(0);
  tea_of_a_day.set_template_id(TeaOfADay());
  tea_of_a_day.mutable_limits()->set_max_uses_per_user(1);
  campaign::v1::CouponTemplate& lunch = *spec.add_templates();
  lunch = spec.templates(0);
  lunch.set_template_id("lunch");
  campaign::v1::WeeklyHours& hours = *lunch.mutable_conditions()->add_hours();
  for (int day = 1; day <= 7; ++day) hours.add_days(day);
  hours.set_start_minute(11 * 60);
  hours.set_end_minute(13 * 60);
  return spec;
}

class CheckoutServiceTest : public testing::Test {
 protected:
  CheckoutServiceTest() {
    rig_.Publish("spring", TillSpec());
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  }

  // Gives `owner` a coupon, and returns its id.
  std::string Give(const std::string& owner, const std::string& template_id,
                   const std::string& campaign_id = "spring") {
    contracts::CouponCredit credit{absl::StrCat("bag-", ++given_), owner, "bag", "sharer", {}};
    credit.entry.set_campaign_id(campaign_id);
    credit.entry.set_campaign_version(1);
    credit.entry.set_template_id(template_id);
    credit.entry.set_value_fen(2000);
    credit.entry.set_given_at_ms(absl::ToUnixMillis(SampleNow()));
    credit.entry.set_valid_from_ms(absl::ToUnixMillis(SampleNow()));
    credit.entry.set_expires_at_ms(absl::ToUnixMillis(SampleNow() + absl::Hours(48)));
    EXPECT_TRUE(rig_.Run(coupons_.Credit(credit)).ok());
    return credit.coupon_id;
  }
  static campaign::v1::Basket BasketOf(int64_t price_fen) {
    campaign::v1::Basket basket;
    basket.set_shop_id("shop-1");
    campaign::v1::BasketLine& line = *basket.add_lines();
    line.set_sku("latte");
    line.set_quantity(1);
    line.set_unit_price_fen(price_fen);
    return basket;
  }
  // To be served at `time`.
  static campaign::v1::Basket BasketFor(absl::Time time) {
    campaign::v1::Basket basket = BasketOf(10'000);
    *basket.mutable_order_time() = contracts::ToTimestamp(absl::ToUnixMillis(time));
    return basket;
  }
  rpc::CallContext Till(absl::Duration after = absl::ZeroDuration()) {
    rpc::CallContext context = rig_.CallBy("ordering", SampleNow() + after);
    context.identity.role = auth::Role::kOrderingSystem;
    return context;
  }
  static campaign::v1::ReserveCouponsRequest ReserveRequest(const std::string& order_id,
                                                            const std::vector<std::string>& coupons) {
    campaign::v1::ReserveCouponsRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    for (const std::string& id : coupons) request.add_coupon_ids(id);
    *request.mutable_basket() = BasketOf(10'000);
    return request;
  }
  absl::StatusOr<campaign::v1::ReserveCouponsResponse> Reserve(const std::string& order_id,
                                                               const std::vector<std::string>& coupons,
                                                               absl::Duration after = absl::ZeroDuration()) {
    const campaign::v1::ReserveCouponsRequest request = ReserveRequest(order_id, coupons);
    const rpc::CallContext context = Till(after);
    return rig_.Run(service_.ReserveCoupons(request, context));
  }
  // Two orders ask at once, each for a coupon of its own; what the one that came too late was told.
  absl::Status ReserveAtOnce(const std::string& first, const std::string& second) {
    const campaign::v1::ReserveCouponsRequest requests[] = {ReserveRequest("order-1", {first}),
                                                            ReserveRequest("order-2", {second})};
    const rpc::CallContext context = Till();
    std::vector<async::Task<absl::StatusOr<campaign::v1::ReserveCouponsResponse>>> tills;
    for (const auto& request : requests) tills.push_back(service_.ReserveCoupons(request, context));
    const auto answers = rig_.RunAll(std::move(tills));
    EXPECT_NE(answers[0].ok(), answers[1].ok());
    return answers[0].ok() ? answers[1].status() : answers[0].status();
  }
  absl::StatusOr<campaign::v1::RedeemReservationResponse> Redeem(const std::string& order_id,
                                                                 absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::RedeemReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    const rpc::CallContext context = Till(after);
    return rig_.Run(service_.RedeemReservation(request, context));
  }
  absl::StatusOr<campaign::v1::ReleaseReservationResponse> Release(const std::string& order_id,
                                                                   absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::ReleaseReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    const rpc::CallContext context = Till(after);
    return rig_.Run(service_.ReleaseReservation(request, context));
  }
  absl::StatusOr<campaign::v1::ReverseRedemptionResponse> Reverse(const std::string& order_id,
                                                                  const std::string& reversal_id, int64_t fen = 0,
                                                                  absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::ReverseRedemptionRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    request.set_reversal_id(reversal_id);
    request.set_discount_fen(fen);
    const rpc::CallContext context = Till(after);
    return rig_.Run(service_.ReverseRedemption(request, context));
  }
  campaign::v1::QuoteOrderResponse Quote(int64_t price_fen, absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::QuoteOrderRequest request;
    *request.mutable_basket() = BasketOf(price_fen);
    request.set_language("en");
    const rpc::CallContext context = rig_.CallBy("buyer", SampleNow() + after);
    return rig_.Run(service_.QuoteOrder(request, context)).value();
  }
  // The coupons' uses, in the order of the events.
  std::vector<CouponUsed> Uses() {
    std::vector<CouponUsed> uses;
    for (const event::v1::Event& event : rig_.AllEvents()) {
      if (event.has_coupon_used()) uses.push_back(event.coupon_used());
    }
    return uses;
  }
  std::vector<CouponUsed::Step> Steps() {
    std::vector<CouponUsed::Step> steps;
    for (const CouponUsed& use : Uses()) steps.push_back(static_cast<CouponUsed::Step>(use.step()));
    return steps;
  }

  int given_ = 0;
  StoreRig rig_;
  coupon::CouponStore coupons_{rig_.access()};
  order::OrderStore orders_{rig_.access()};
  CheckoutService service_{CheckoutStore(rig_.access()), {&rig_.campaigns(), &coupons_, &orders_}};
};

}  // namespace fudai::checkout
