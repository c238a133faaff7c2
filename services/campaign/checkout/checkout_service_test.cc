#include "services/campaign/checkout/checkout_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/budget/purses.h"
#include "services/campaign/contracts/ids.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/order/order_store.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::checkout {
namespace {

using campaign::v1::CouponObstacle;
using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using event::v1::CouponUsed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A template whose id is "tea" and the day.
std::string TeaOfADay() {
  return absl::StrCat("tea", budget::DayOf(absl::ToUnixMillis(SampleNow()), absl::FixedTimeZone(8 * 60 * 60)));
}

// Amounts off: "tea" 500 fen, exclusive; "cake" 800 fen in the group "food", once a day, forfeited when refunded;
// "free" 2000 fen in the group "food"; TeaOfADay() 500 fen, once; "lunch" 500 fen, from 11:00 to 13:00.
campaign::v1::CampaignSpec TillSpec() {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  for (int i : {1, 2}) spec.mutable_templates(i)->mutable_stacking()->set_group("food");
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
  std::string Give(const std::string& owner, const std::string& template_id) {
    contracts::CouponCredit credit{absl::StrCat("bag-", ++given_), owner, "bag", "sharer", {}};
    credit.entry.set_campaign_id("spring");
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
                                                                  const std::string& reversal_id, int64_t fen = 0) {
    campaign::v1::ReverseRedemptionRequest request;
    request.set_order_id(order_id);
    request.set_user_id("buyer");
    request.set_reversal_id(reversal_id);
    request.set_discount_fen(fen);
    const rpc::CallContext context = Till();
    return rig_.Run(service_.ReverseRedemption(request, context));
  }
  campaign::v1::QuoteOrderResponse Quote(int64_t price_fen, absl::Duration after = absl::ZeroDuration()) {
    campaign::v1::QuoteOrderRequest request;
    *request.mutable_basket() = BasketOf(price_fen);
    request.set_language("en");
    const rpc::CallContext context = rig_.CallBy("buyer", SampleNow() + after);
    return rig_.Run(service_.QuoteOrder(request, context)).value();
  }
  // The steps of the coupons' uses, in the order of the events.
  std::vector<CouponUsed::Step> Steps() {
    std::vector<CouponUsed::Step> steps;
    for (const event::v1::Event& event : rig_.AllEvents()) {
      if (event.has_coupon_used()) steps.push_back(static_cast<CouponUsed::Step>(event.coupon_used().step()));
    }
    return steps;
  }

  int given_ = 0;
  StoreRig rig_;
  coupon::CouponStore coupons_{rig_.access()};
  order::OrderStore orders_{rig_.access()};
  CheckoutService service_{CheckoutStore(rig_.access()), {&rig_.campaigns(), &coupons_, &orders_}};
};

TEST_F(CheckoutServiceTest, QuotesTheBestOfTheWalletAndSaysWhyNotTheOthers) {
  const std::string tea = Give("buyer", "tea");
  const std::string cake = Give("buyer", "cake");
  const std::string free = Give("buyer", "free");
  const campaign::v1::QuoteOrderResponse quote = Quote(10'000);
  EXPECT_EQ(quote.discount().total_fen(), 10'000);
  EXPECT_EQ(quote.discount().discount_fen(), 2800);
  EXPECT_EQ(quote.discount().payable_fen(), 7200);
  EXPECT_THAT(quote.discount().line_discounts_fen(), ElementsAre(2800));
  ASSERT_EQ(quote.obstacles_size(), 1);
  EXPECT_EQ(quote.obstacles(0).coupon_id(), tea);
  EXPECT_EQ(quote.obstacles(0).reason(), CouponObstacle::REASON_NOT_COMBINABLE);
  EXPECT_EQ(quote.optimality_gap_fen(), 0);
  EXPECT_THAT(Steps(), IsEmpty()) << "a quote changes nothing";
}

// SampleNow() is 16:53 of the campaign's day.
TEST_F(CheckoutServiceTest, AQuoteAndAReservationJudgeHoursByTheOrdersTime) {
  const std::string lunch = Give("buyer", "lunch");
  const absl::Duration to_noon = absl::Hours(19) + absl::Minutes(7);
  for (const absl::Duration ahead :
       {absl::ZeroDuration(), to_noon - absl::Hours(2), to_noon + absl::Hours(1), to_noon}) {
    const bool applies = ahead == to_noon;
    campaign::v1::QuoteOrderRequest quote;
    *quote.mutable_basket() = BasketFor(SampleNow() + ahead);
    EXPECT_EQ(rig_.Run(service_.QuoteOrder(quote, rig_.CallBy("buyer", SampleNow()))).value().discount().discount_fen(),
              applies ? 500 : 0);
    campaign::v1::ReserveCouponsRequest request = ReserveRequest("order-1", {lunch});
    *request.mutable_basket() = quote.basket();
    EXPECT_EQ(rig_.Run(service_.ReserveCoupons(request, Till())).ok(), applies);
  }
}

TEST_F(CheckoutServiceTest, AnOrdersTimeMendsNoExpiredCoupon) {
  const std::string tea = Give("buyer", "tea");
  campaign::v1::ReserveCouponsRequest request = ReserveRequest("order-1", {tea});
  const absl::Duration expiry = absl::Hours(48);
  *request.mutable_basket() = BasketFor(SampleNow() + expiry - absl::Minutes(1));
  EXPECT_THAT(rig_.Run(service_.ReserveCoupons(request, Till(expiry))).status().message(), HasSubstr("It expired at"));
  EXPECT_TRUE(rig_.Run(service_.ReserveCoupons(request, Till(expiry - absl::Minutes(2)))).ok());
}

TEST_F(CheckoutServiceTest, RefusesAnOrdersTimeFarFromNow) {
  const std::string tea = Give("buyer", "tea");
  const auto quote_at = [&](absl::Duration ahead) {
    campaign::v1::QuoteOrderRequest request;
    *request.mutable_basket() = BasketFor(SampleNow() + ahead);
    return rig_.Run(service_.QuoteOrder(request, rig_.CallBy("buyer", SampleNow()))).status();
  };
  EXPECT_TRUE(quote_at(-absl::Minutes(15)).ok());
  EXPECT_TRUE(quote_at(absl::Hours(24 * 30)).ok());
  const absl::Status early = quote_at(-absl::Minutes(15) - absl::Milliseconds(1));
  EXPECT_EQ(early.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(early.message(),
              HasSubstr("basket.order_time is 2025-10-09T08:38:19.999+00:00; it must be at most 30 days "
                        "ahead of the server's clock and at most 15 minutes behind it"));
  EXPECT_FALSE(quote_at(absl::Hours(24 * 30) + absl::Milliseconds(1)).ok());
  campaign::v1::ReserveCouponsRequest request = ReserveRequest("order-1", {tea});
  *request.mutable_basket() = BasketFor(SampleNow() - absl::Minutes(14));
  ASSERT_TRUE(rig_.Run(service_.ReserveCoupons(request, Till())).ok());
  EXPECT_TRUE(rig_.Run(service_.ReserveCoupons(request, Till(absl::Minutes(2)))).value().repeated())
      << "a repeat gets the first answer, however late";
  request.set_order_id("order-2");
  EXPECT_EQ(rig_.Run(service_.ReserveCoupons(request, Till(absl::Minutes(2)))).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(CheckoutServiceTest, AReservedCouponPaysForItsOrderOnce) {
  const std::string tea = Give("buyer", "tea");
  const campaign::v1::Reservation reservation = Reserve("order-1", {tea}).value().reservation();
  EXPECT_EQ(reservation.state(), campaign::v1::RESERVATION_STATE_RESERVED);
  EXPECT_EQ(reservation.discount().discount_fen(), 500);
  EXPECT_EQ(Quote(10'000).obstacles(0).reason(), CouponObstacle::REASON_RESERVED);
  const absl::Status second = Reserve("order-2", {tea}).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(second.message(), HasSubstr("coupon \"bag-1\" cannot be used: "));

  EXPECT_FALSE(Redeem("order-1").value().repeated());
  EXPECT_TRUE(Redeem("order-1").value().repeated());
  EXPECT_EQ(Reserve("order-2", {tea}).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Release("order-1").status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Steps(), ElementsAre(CouponUsed::STEP_RESERVED, CouponUsed::STEP_REDEEMED));
}

TEST_F(CheckoutServiceTest, ARepeatOfAReservationGetsIt) {
  const std::string tea = Give("buyer", "tea");
  const campaign::v1::ReserveCouponsResponse first = Reserve("order-1", {tea}).value();
  const campaign::v1::ReserveCouponsResponse second = Reserve("order-1", {tea}, absl::Minutes(1)).value();
  EXPECT_TRUE(second.repeated());
  EXPECT_EQ(second.reservation().SerializeAsString(), first.reservation().SerializeAsString());
  ASSERT_TRUE(Redeem("order-1").ok());
  const campaign::v1::ReserveCouponsResponse third = Reserve("order-1", {tea}, absl::Hours(72)).value();
  EXPECT_EQ(third.reservation().state(), campaign::v1::RESERVATION_STATE_REDEEMED) << "though the coupon has expired";
  const std::string cake = Give("buyer", "cake");
  EXPECT_EQ(Reserve("order-1", {cake}).status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(CheckoutServiceTest, AnExpiredReservationFreesItsCouponsByItself) {
  const std::string tea = Give("buyer", "tea");
  ASSERT_TRUE(Reserve("order-1", {tea}).ok());
  EXPECT_EQ(Quote(10'000, absl::Minutes(15)).discount().discount_fen(), 500) << "nobody has called";
  ASSERT_TRUE(Reserve("order-2", {tea}, absl::Minutes(15)).ok());
  const absl::Status late = Redeem("order-1", absl::Minutes(15)).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(late.message(), HasSubstr("is expired"));
  EXPECT_TRUE(Redeem("order-2", absl::Minutes(16)).ok());
}

TEST_F(CheckoutServiceTest, AClockThatIsBehindCannotPayWithWhatAnotherOrderHolds) {
  const std::string tea = Give("buyer", "tea");
  ASSERT_TRUE(Reserve("order-1", {tea}).ok());
  ASSERT_TRUE(Reserve("order-2", {tea}, absl::Minutes(15)).ok());
  EXPECT_EQ(Redeem("order-1", absl::Minutes(14)).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(Redeem("order-2", absl::Minutes(15)).ok());
  EXPECT_THAT(Steps(), ElementsAre(CouponUsed::STEP_RESERVED, CouponUsed::STEP_RESERVED, CouponUsed::STEP_EXPIRED,
                                   CouponUsed::STEP_REDEEMED));
}

TEST_F(CheckoutServiceTest, AClockThatIsBehindCannotPayOverALimit) {
  const std::string first = Give("buyer", "cake");
  const std::string second = Give("buyer", "cake");
  ASSERT_TRUE(Reserve("order-1", {first}).ok());
  ASSERT_TRUE(Reserve("order-2", {second}, absl::Minutes(15)).ok()) << "the first no longer counts";
  EXPECT_THAT(Redeem("order-1", absl::Minutes(14)).status().message(), HasSubstr("is expired"));
  EXPECT_TRUE(Redeem("order-2", absl::Minutes(15)).ok());
}

TEST_F(CheckoutServiceTest, AReleasedReservationCanBeMadeAnew) {
  const std::string tea = Give("buyer", "tea");
  ASSERT_TRUE(Reserve("order-1", {tea}).ok());
  EXPECT_FALSE(Release("order-1").value().repeated());
  EXPECT_TRUE(Release("order-1").value().repeated());
  EXPECT_EQ(Redeem("order-1").status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(Reserve("order-1", {tea}).value().repeated());
  EXPECT_TRUE(Redeem("order-1").ok());
}

TEST_F(CheckoutServiceTest, AReleaseAfterTheDeadlineFindsItExpired) {
  const std::string tea = Give("buyer", "tea");
  ASSERT_TRUE(Reserve("order-1", {tea}).ok());
  EXPECT_EQ(Release("order-1", absl::Hours(1)).value().reservation().state(), campaign::v1::RESERVATION_STATE_EXPIRED);
  const std::vector<event::v1::Event> events = rig_.AllEvents();
  EXPECT_EQ(events.back().occurred_at_ms(), absl::ToUnixMillis(SampleNow() + absl::Minutes(15)))
      << "an expiry happened at the deadline, whenever it is noticed";
}

TEST_F(CheckoutServiceTest, PartsOfADiscountAreTakenBackInOrderAndOnce) {
  const std::string cake = Give("buyer", "cake");
  const std::string free = Give("buyer", "free");
  ASSERT_TRUE(Reserve("order-1", {free, cake}).ok());
  EXPECT_EQ(Reverse("order-1", "r1").status().code(), absl::StatusCode::kFailedPrecondition) << "not redeemed yet";
  ASSERT_TRUE(Redeem("order-1").ok());
  const campaign::v1::ReverseRedemptionResponse part = Reverse("order-1", "r1", 1000).value();
  EXPECT_EQ(part.reversed_fen(), 1000);
  EXPECT_THAT(part.returned_coupon_ids(), IsEmpty());
  EXPECT_TRUE(Reverse("order-1", "r1", 1000).value().repeated());
  EXPECT_EQ(Reverse("order-1", "r1", 999).status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(Reverse("order-1", "r2", 1801).status().message(), HasSubstr("1800 is left"));
  const campaign::v1::ReverseRedemptionResponse rest = Reverse("order-1", "r3").value();
  EXPECT_EQ(rest.reversed_fen(), 1800);
  EXPECT_EQ(rest.reservation().state(), campaign::v1::RESERVATION_STATE_REVERSED);
  EXPECT_THAT(rest.returned_coupon_ids(), ElementsAre(free)) << "cake is forfeited";
  EXPECT_EQ(Reverse("order-1", "r4").status().code(), absl::StatusCode::kFailedPrecondition);

  int64_t reversed = 0;
  for (const event::v1::Event& event : rig_.AllEvents()) reversed += event.coupon_used().reversed_fen();
  EXPECT_EQ(reversed, 2800);
  EXPECT_TRUE(Reserve("order-2", {free}).ok()) << "it went back";
  EXPECT_EQ(Reserve("order-3", {cake}).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(CheckoutServiceTest, LimitsCountWhatIsHeldAndUsed) {
  const std::string first = Give("buyer", "cake");
  const std::string second = Give("buyer", "cake");
  ASSERT_TRUE(Reserve("order-1", {first}).ok());
  EXPECT_EQ(Reserve("order-2", {second}).status().code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(Release("order-1").ok());
  EXPECT_TRUE(Reserve("order-2", {second}).ok());
  EXPECT_TRUE(Redeem("order-2").ok());
  EXPECT_EQ(Reserve("order-3", {first}).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(Reserve("order-3", {first}, absl::Hours(24)).ok()) << "tomorrow is another day";
}

TEST_F(CheckoutServiceTest, LimitsTellATemplateFromAnothersDay) {
  const std::string tea = Give("buyer", "tea");
  const std::string other = Give("buyer", TeaOfADay());
  ASSERT_TRUE(Reserve("order-1", {tea}).ok());
  EXPECT_TRUE(Reserve("order-2", {other}).ok());
}

TEST_F(CheckoutServiceTest, SaysWhichLimitAnOrderAtTheSameTimeHasReached) {
  const absl::Status late = ReserveAtOnce(Give("buyer", "cake"), Give("buyer", "cake"));
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(late.message(), HasSubstr("cannot be used: Each customer can use 1 of its kind a day."));
}

TEST_F(CheckoutServiceTest, SaysThatACouponsTimeIsOverWhereAnotherClockHasEndedIt) {
  const std::string tea = Give("buyer", "tea");
  rig_.Command({"DEL", keys::Owed(partition::OfUser("buyer"))});
  const absl::Status late = Reserve("order-1", {tea}).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(late.message(), HasSubstr("cannot be used: It expired at 2025-10-11 16:53."));
}

TEST_F(CheckoutServiceTest, ACouponPaysForNobodyElsesOrder) {
  const std::string tea = Give("buyer", "tea");
  for (const char* owner : {"lin", ""}) {
    rig_.Command({"SET", keys::OrderOwner(partition::OfUser("order-1"), "order-1"), owner});
    const absl::Status refused = Reserve("order-1", {tea}).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
    EXPECT_THAT(refused.message(), HasSubstr("order_id \"order-1\" belongs to another user_id than \"buyer\""));
  }
  EXPECT_THAT(Steps(), IsEmpty());
  rig_.Command({"SET", keys::OrderOwner(partition::OfUser("order-1"), "order-1"), "buyer"});
  EXPECT_TRUE(Reserve("order-1", {tea}).ok());
}

TEST_F(CheckoutServiceTest, AnOrderIsTheFirstUsersWhoReservesForIt) {
  const std::string tea = Give("buyer", "tea");
  const std::string free = Give("lin", "free");
  EXPECT_FALSE(Reserve("order-1", {free}).ok()) << "of another's wallet: nothing is reserved";
  campaign::v1::ReserveCouponsRequest of_lin = ReserveRequest("order-1", {free});
  of_lin.set_user_id("lin");
  ASSERT_TRUE(rig_.Run(service_.ReserveCoupons(of_lin, Till())).ok()) << "nor is the order the first user's";
  EXPECT_EQ(Reserve("order-1", {tea}).status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Redeem("order-1").status().code(), absl::StatusCode::kNotFound) << "a foreign user";
  EXPECT_EQ(Reserve("order-1", {tea}, absl::Hours(1)).status().code(), absl::StatusCode::kAlreadyExists)
      << "even once lin's has expired";
  EXPECT_TRUE(Reserve("order-2", {tea}).ok()) << "nothing is locked";
}

TEST_F(CheckoutServiceTest, SaysWhatIsWrongWithARequest) {
  const std::string tea = Give("buyer", "tea");
  EXPECT_THAT(Reserve("order 1", {tea}).status().message(), HasSubstr("order_id is \"order 1\""));
  EXPECT_THAT(Reserve("order-1", {}).status().message(), HasSubstr("coupon_ids has 0 coupons"));
  EXPECT_THAT(Reserve("order-1", {tea, tea}).status().message(), HasSubstr("coupon_ids[1] is \"bag-1\" again"));
  EXPECT_THAT(Reserve("order-1", {"bag-77"}).status().message(), HasSubstr("coupon \"bag-77\" cannot be used"));
  EXPECT_THAT(Redeem("order-9").status().message(), HasSubstr("no reservation"));
  campaign::v1::QuoteOrderRequest request;
  *request.mutable_basket() = BasketOf(-1);
  const rpc::CallContext app = rig_.CallBy("buyer", SampleNow());
  EXPECT_THAT(rig_.Run(service_.QuoteOrder(request, app)).status().message(),
              HasSubstr("basket.lines[0].unit_price_fen is -1"));
  request.set_user_id("somebody-else");
  EXPECT_THAT(rig_.Run(service_.QuoteOrder(request, app)).status().message(),
              HasSubstr("user_id is \"somebody-else\""));
}

}  // namespace
}  // namespace fudai::checkout
