#include "services/campaign/checkout/checkout_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/campaign/checkout/checkout_service_fixture.h"
#include "services/campaign/keys/keys.h"

namespace fudai::checkout {
namespace {

using campaign::v1::CouponObstacle;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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
  const std::string cake = Give("buyer", "cake");
  EXPECT_THAT(Reserve("order-1", {cake}).status().message(), HasSubstr("release it before reserving anew"));
  const campaign::v1::ReserveCouponsResponse second = Reserve("order-1", {tea}, absl::Minutes(1)).value();
  EXPECT_TRUE(second.repeated());
  EXPECT_EQ(second.reservation().SerializeAsString(), first.reservation().SerializeAsString());
  ASSERT_TRUE(Redeem("order-1").ok());
  const campaign::v1::ReserveCouponsResponse third = Reserve("order-1", {tea}, absl::Hours(72)).value();
  EXPECT_EQ(third.reservation().state(), campaign::v1::RESERVATION_STATE_REDEEMED) << "though the coupon has expired";
  const absl::Status paid = Reserve("order-1", {cake}).status();
  EXPECT_EQ(paid.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(paid.message(), HasSubstr("another purchase needs an order_id of its own"));
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
  EXPECT_THAT(Reverse("order-1", "r4").status().message(), HasSubstr("has been taken back as a whole"));
  EXPECT_THAT(Reverse("order-1", "r3", 1800).status().message(),
              HasSubstr("discount_fen 0 (all that was left), not 1800"));

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

TEST_F(CheckoutServiceTest, AHoldIsOneSecondToOneHourRoundedDownToTheMillisecond) {
  const std::string tea = Give("buyer", "tea");
  struct Hold {
    int64_t seconds;
    int nanos;
  };
  const auto reserve = [&](const Hold& hold) {
    campaign::v1::ReserveCouponsRequest request =
        ReserveRequest(absl::StrCat("order-", hold.seconds, "-", hold.nanos), {tea});
    request.mutable_hold()->set_seconds(hold.seconds);
    request.mutable_hold()->set_nanos(hold.nanos);
    const rpc::CallContext context = Till();
    return rig_.Run(service_.ReserveCoupons(request, context));
  };
  for (const Hold& hold : {Hold{3600, 1}, Hold{0, 999'999'999}, Hold{-1, 0}, Hold{int64_t{1} << 61, 0}}) {
    const absl::Status refused = reserve(hold).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << hold.seconds;
    EXPECT_THAT(refused.message(), HasSubstr("it must be 1s to 1h"));
  }
  EXPECT_THAT(reserve({3600, 1}).status().message(), HasSubstr("hold is 1h0.000000001s"));
  for (const Hold& hold : {Hold{3600, 0}, Hold{1, 0}, Hold{1, 1'999'999}}) {
    const auto reserved = reserve(hold);
    ASSERT_TRUE(reserved.ok()) << reserved.status();
    const int64_t held_ms = hold.seconds * 1000 + hold.nanos / 1'000'000;
    EXPECT_EQ(contracts::ToMilliseconds(reserved->reservation().expire_time()),
              absl::ToUnixMillis(SampleNow()) + held_ms);
    EXPECT_TRUE(Release(reserved->reservation().order_id()).ok());
  }
}

}  // namespace
}  // namespace fudai::checkout
