// Quotes and reservations for an order that is to be served at another time than now.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/campaign/checkout/checkout_service_fixture.h"

namespace fudai::checkout {
namespace {

using testing::HasSubstr;

class OrderTimeTest : public CheckoutServiceTest {};

// SampleNow() is 16:53 of the campaign's day.
TEST_F(OrderTimeTest, AQuoteAndAReservationJudgeHoursByTheOrdersTime) {
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

TEST_F(OrderTimeTest, AnOrdersTimeMendsNoExpiredCoupon) {
  const std::string tea = Give("buyer", "tea");
  campaign::v1::ReserveCouponsRequest request = ReserveRequest("order-1", {tea});
  const absl::Duration expiry = absl::Hours(48);
  *request.mutable_basket() = BasketFor(SampleNow() + expiry - absl::Minutes(1));
  EXPECT_THAT(rig_.Run(service_.ReserveCoupons(request, Till(expiry))).status().message(), HasSubstr("It expired at"));
  EXPECT_TRUE(rig_.Run(service_.ReserveCoupons(request, Till(expiry - absl::Minutes(2)))).ok());
}

TEST_F(OrderTimeTest, RefusesAnOrdersTimeFarFromNow) {
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

}  // namespace
}  // namespace fudai::checkout
