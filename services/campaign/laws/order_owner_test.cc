// An order id is one user's: of all who reserve coupons for it or report it at once, one wins, for good.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <utility>

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

using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using testing::SizeIs;

constexpr int kUsers = 8;
constexpr int kRounds = 32;

std::string User(int number) { return absl::StrCat("user-", number); }

// One server: its own connection, and its own services.
class Server {
 public:
  Server(StoreRig* rig, int client) : rig_(rig), access_(rig->access(client)) {}

  async::Task<absl::Status> Reserve(std::string order_id, std::string user_id, std::string coupon_id) {
    campaign::v1::ReserveCouponsRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    request.add_coupon_ids(coupon_id);
    request.mutable_basket()->set_shop_id("shop-1");
    campaign::v1::BasketLine& line = *request.mutable_basket()->add_lines();
    line.set_sku("latte");
    line.set_quantity(1);
    line.set_unit_price_fen(10'000);
    const rpc::CallContext context = rig_->CallBy("ordering", SampleNow());
    const auto answer = co_await till_.ReserveCoupons(request, context);
    co_return answer.status();
  }
  async::Task<absl::Status> Redeem(std::string order_id, std::string user_id) {
    campaign::v1::RedeemReservationRequest request;
    request.set_order_id(order_id);
    request.set_user_id(user_id);
    const rpc::CallContext context = rig_->CallBy("ordering", SampleNow());
    const auto answer = co_await till_.RedeemReservation(request, context);
    co_return answer.status();
  }
  async::Task<absl::Status> Report(std::string order_id, std::string user_id) {
    const campaign::v1::ReportOrderRequest request = campaign_testing::SampleOrder(order_id, user_id);
    const rpc::CallContext context = rig_->CallBy("ordering", SampleNow());
    const auto answer = co_await orders_.ReportOrder(request, context);
    co_return answer.status();
  }

 private:
  StoreRig* rig_;
  contracts::StoreAccess access_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupons_{access_};
  order::OrderStore order_store_{access_};
  order::OrderService orders_{order_store_, {&rig_->codec(), &rig_->campaigns(), &numbers_}};
  checkout::CheckoutService till_{checkout::CheckoutStore(access_), {&rig_->campaigns(), &coupons_, &order_store_}};
};

class OrderOwnerTest : public testing::Test {
 protected:
  OrderOwnerTest() {
    rig_.Publish("spring", campaign_testing::SampleSpec());
    EXPECT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
    for (int i = 0; i < StoreRig::kClients; ++i) servers_.push_back(std::make_unique<Server>(&rig_, i));
  }

  std::string GiveCoupon(int round, int user) {
    contracts::CouponCredit credit{absl::StrCat("bag-", round, "-", user), User(user), "bag", "sharer", {}};
    credit.entry.set_campaign_id("spring");
    credit.entry.set_campaign_version(1);
    credit.entry.set_template_id("tea");
    credit.entry.set_value_fen(500);
    credit.entry.set_expires_at_ms(absl::ToUnixMillis(SampleNow() + absl::Hours(48)));
    EXPECT_TRUE(rig_.Run(coupons_.Credit(credit)).ok());
    return credit.coupon_id;
  }

  // Who got what they asked for; everybody else was told whose the order is.
  std::set<std::string> Winners(const std::vector<absl::Status>& answers, int offset) {
    std::set<std::string> winners;
    for (size_t i = 0; i < answers.size(); ++i) {
      EXPECT_TRUE(answers[i].ok() || absl::IsAlreadyExists(answers[i])) << answers[i];
      if (answers[i].ok()) winners.insert(User(static_cast<int>(i + offset) % kUsers));
    }
    return winners;
  }

  StoreRig rig_;
  coupon::CouponStore coupons_{rig_.access()};
  std::vector<std::unique_ptr<Server>> servers_;
};

TEST_F(OrderOwnerTest, OneOfManyReservesAndPays) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string order_id = absl::StrCat("order-", round);
    std::vector<async::Task<absl::Status>> tills;
    for (int i = 0; i < kUsers; ++i) {
      const std::string coupon_id = GiveCoupon(round, i);
      tills.push_back(servers_[i % StoreRig::kClients]->Reserve(order_id, User(i), coupon_id));
    }
    const std::set<std::string> winners = Winners(rig_.RunAll(std::move(tills)), 0);
    ASSERT_THAT(winners, SizeIs(1));
    EXPECT_TRUE(rig_.Run(servers_[0]->Redeem(order_id, *winners.begin())).ok());
    EXPECT_TRUE(rig_.Run(servers_[1]->Report(order_id, *winners.begin())).ok());
  }
}

TEST_F(OrderOwnerTest, ReportsAndReservationsAtOnceAgreeOnOneUser) {
  for (int round = 0; round < kRounds; ++round) {
    const std::string order_id = absl::StrCat("order-", round);
    std::vector<async::Task<absl::Status>> acts;
    for (int i = 0; i < kUsers; ++i) {
      const int user = (i + round) % kUsers;
      const std::string coupon_id = GiveCoupon(round, user);
      Server& server = *servers_[i % StoreRig::kClients];
      acts.push_back(i % 2 == 0 ? server.Reserve(order_id, User(user), coupon_id)
                                : server.Report(order_id, User(user)));
    }
    ASSERT_THAT(Winners(rig_.RunAll(std::move(acts)), round), SizeIs(1));
  }
}

}  // namespace
}  // namespace fudai::laws
