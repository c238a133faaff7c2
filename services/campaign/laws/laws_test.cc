// The laws that hold across the features, over random histories of concurrent acts on a real Redis: everything that one
// person's tap can set in motion, checked against the wallets, the cups and the events.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/growth_coffee/growth_coffee_store.h"
#include "services/campaign/lucky_bag/lucky_bag_service.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai {
namespace {

using campaign::v1::OpenBagResponse;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundResponse;
using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;

constexpr int kUsers = 20;
constexpr int kOrders = 40;

std::string User(int number) { return absl::StrCat("user", number); }

class LawsTest : public testing::Test {
 protected:
  LawsTest() { rig_.Publish("spring", SampleSpec()); }

  absl::StatusOr<ReportOrderResponse> Order(int number, const std::string& buyer) {
    campaign::v1::ReportOrderRequest request;
    request.set_order_id(absl::StrCat("order", number));
    request.set_user_id(buyer);
    request.set_shop_id("shop1");
    request.set_items(1);
    request.set_amount_fen(3000);
    *request.mutable_paid_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));
    const rpc::CallContext context = rig_.CallBy("pos", SampleNow());
    return rig_.Run(orders_.ReportOrder(request, context));
  }

  StoreRig rig_;
  contracts::RandomNumbers numbers_;
  coupon::CouponStore coupons_{rig_.access(0)};
  growth_coffee::GrowthCoffeeStore cups_{rig_.access(1)};
  order::OrderService orders_{order::OrderStore(rig_.access(2)), {&rig_.codec(), &rig_.campaigns(), &numbers_}};
  lucky_bag::LuckyBagService bags_{lucky_bag::LuckyBagStore(rig_.access(3)),
                                   {&rig_.codec(), &rig_.campaigns(), &coupons_}};
};

// What the events say, by bag, by user and by sharer.
struct Told {
  std::map<std::string, std::set<uint32_t>> indexes_by_bag;
  std::map<std::string, std::set<std::string>> coupons_by_owner;
  std::map<std::string, int64_t> drops_by_sharer;
  std::map<std::string, std::set<std::string>> opened_by_opener;
  int conversions = 0;
  int first_touches = 0;
};

Told Tell(const std::vector<event::v1::Event>& events) {
  Told told;
  for (const event::v1::Event& event : events) {
    const event::v1::BagOpened& opened = event.bag_opened();
    if (event.has_bag_opened()) {
      EXPECT_TRUE(told.indexes_by_bag[opened.bag_id()].insert(opened.index()).second);
      told.opened_by_opener[opened.opener_id()].insert(absl::StrCat(opened.bag_id(), "-", opened.index()));
      told.drops_by_sharer[opened.sharer_id()] += opened.drops();
    }
    if (event.has_coupon_credited()) {
      EXPECT_TRUE(
          told.coupons_by_owner[event.coupon_credited().user_id()].insert(event.coupon_credited().coupon_id()).second);
      told.first_touches += static_cast<int>(event.coupon_credited().first_touch());
    }
    told.conversions += event.has_conversion_recorded() ? 1 : 0;
  }
  return told;
}

TEST_F(LawsTest, HoldOverRandomConcurrentHistories) {
  std::mt19937 random(11);
  std::vector<std::string> codes;
  for (int i = 0; i < kOrders; ++i) codes.push_back(Order(i, User(i % kUsers)).value().bag().share_code());

  std::vector<campaign::v1::OpenBagRequest> requests(1500);
  std::vector<rpc::CallContext> contexts;
  for (campaign::v1::OpenBagRequest& request : requests) {
    request.set_share_code(codes[random() % codes.size()]);
    contexts.push_back(rig_.CallBy(User(static_cast<int>(random() % (2 * kUsers))), SampleNow()));
  }
  std::vector<async::Task<absl::StatusOr<OpenBagResponse>>> opens;
  for (size_t i = 0; i < requests.size(); ++i) opens.push_back(bags_.OpenBag(requests[i], contexts[i]));
  size_t opened = 0;
  for (const auto& answer : rig_.RunAll(std::move(opens)))
    opened += answer.value().outcome() == OpenBagResponse::OUTCOME_OPENED ? 1 : 0;

  const Told told = Tell(rig_.AllEvents());
  size_t coupons = 0;
  for (const auto& [bag, indexes] : told.indexes_by_bag) {
    EXPECT_LE(indexes.size(), 10u);
    EXPECT_EQ(*indexes.rbegin() + 1, indexes.size()) << "coupons come out one after another";
    coupons += indexes.size();
  }
  EXPECT_EQ(coupons, opened);
  EXPECT_EQ(told.coupons_by_owner, told.opened_by_opener) << "every open has its wallet credit";

  for (int i = 0; i < 2 * kUsers; ++i) {
    const growth_coffee::CupState cup = rig_.Run(cups_.ReadCup({"spring", User(i)})).value();
    const auto drops = told.drops_by_sharer.find(User(i));
    EXPECT_EQ(cup.total, drops == told.drops_by_sharer.end() ? 0 : drops->second)
        << "drops are the sum of contributions";
    EXPECT_EQ(cup.filled * 50 + cup.drops, cup.total);
    const auto owned = told.coupons_by_owner.find(User(i));
    const size_t credited = owned == told.coupons_by_owner.end() ? 0 : owned->second.size();
    EXPECT_EQ(rig_.Run(coupons_.ReadWallet(User(i))).value().coupons.size(), credited + cup.filled)
        << "and a free coffee for each full cup";
  }
}

TEST_F(LawsTest, WhoIsBroughtConvertsOnce) {
  const std::string code = Order(0, "sharer").value().bag().share_code();
  campaign::v1::OpenBagRequest request;
  request.set_share_code(code);
  const rpc::CallContext context = rig_.CallBy("friend", SampleNow());
  EXPECT_TRUE(rig_.Run(bags_.OpenBag(request, context)).value().new_user());
  EXPECT_TRUE(rig_.Run(bags_.OpenBag(request, context)).value().new_user()) << "a repeat says the same";
  EXPECT_EQ(Order(1, "friend").value().conversion().sharer_id(), "sharer");
  EXPECT_FALSE(Order(2, "friend").value().has_conversion());
  const Told told = Tell(rig_.AllEvents());
  EXPECT_EQ(told.first_touches, 1);
  EXPECT_EQ(told.conversions, 1);
}

// Each link of the chain is of one generation more, by every event that tells it; a later touch changes nothing.
TEST_F(LawsTest, GenerationsFollowTheFirstTouch) {
  for (int link = 0; link < 3; ++link) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(Order(link, User(link)).value().bag().share_code());
    const rpc::CallContext next = rig_.CallBy(User(link + 1), SampleNow());
    EXPECT_TRUE(rig_.Run(bags_.OpenBag(request, next)).ok());
    const rpc::CallContext first = rig_.CallBy(User(0), SampleNow() + absl::Minutes(1));
    EXPECT_TRUE(rig_.Run(bags_.OpenBag(request, first)).ok());
  }
  EXPECT_TRUE(Order(3, User(3)).ok());
  std::map<std::string, int> touched, converted, sharers;
  for (const event::v1::Event& event : rig_.AllEvents()) {
    const event::v1::CouponCredited& credited = event.coupon_credited();
    if (credited.first_touch() == 1) touched[credited.user_id()] = credited.generation();
    if (event.has_conversion_recorded()) {
      converted[event.conversion_recorded().user_id()] = event.conversion_recorded().generation();
      EXPECT_EQ(event.conversion_recorded().bag_given_at_ms(), absl::ToUnixMillis(SampleNow()));
    }
    if (event.has_bag_opened()) sharers[event.bag_opened().sharer_id()] = event.bag_opened().sharer_generation();
  }
  const std::map<std::string, int> chain = {{User(1), 1}, {User(2), 2}, {User(3), 3}};
  EXPECT_EQ(touched, chain);
  EXPECT_EQ(converted, chain);
  EXPECT_EQ(sharers, (std::map<std::string, int>{{User(0), 0}, {User(1), 1}, {User(2), 2}}));
}

TEST_F(LawsTest, AnOrderOfTheOpensSecondConverts) {
  const std::string code = Order(0, "sharer").value().bag().share_code();
  campaign::v1::OpenBagRequest request;
  request.set_share_code(code);
  const rpc::CallContext context = rig_.CallBy("friend", SampleNow() + absl::Milliseconds(300));
  EXPECT_TRUE(rig_.Run(bags_.OpenBag(request, context)).value().new_user());
  EXPECT_EQ(Order(1, "friend").value().conversion().sharer_id(), "sharer") << "paid_at is in whole seconds";
}

TEST_F(LawsTest, ARefundRacingWithOpensClosesWhatIsLeft) {
  for (int round = 0; round < 20; ++round) {
    const ReportOrderResponse order = Order(round, absl::StrCat("sharer", round)).value();
    campaign::v1::OpenBagRequest open;
    open.set_share_code(order.bag().share_code());
    campaign::v1::ReportRefundRequest refund;
    refund.set_refund_id("refund1");
    refund.set_order_id(absl::StrCat("order", round));
    refund.set_user_id(absl::StrCat("sharer", round));
    refund.set_amount_fen(1);
    *refund.mutable_refunded_at() = contracts::ToTimestamp(absl::ToUnixMillis(SampleNow()));

    std::vector<rpc::CallContext> contexts;
    for (int i = 0; i < 8; ++i) contexts.push_back(rig_.CallBy(User(i), SampleNow()));
    int opened = 0;
    int refused = 0;
    size_t done = 0;
    ReportRefundResponse refunded;
    const auto open_one = [](lucky_bag::LuckyBagService* bags, const campaign::v1::OpenBagRequest* request,
                             const rpc::CallContext* context, int* won, int* lost, size_t* ended) -> async::Task<void> {
      const absl::StatusOr<OpenBagResponse> answer = co_await bags->OpenBag(*request, *context);
      ++*(answer.value().outcome() == OpenBagResponse::OUTCOME_OPENED ? won : lost);
      ++*ended;
    };
    const auto refund_one = [](order::OrderService* orders, const campaign::v1::ReportRefundRequest* request,
                               const rpc::CallContext* context, ReportRefundResponse* response,
                               size_t* ended) -> async::Task<void> {
      absl::StatusOr<ReportRefundResponse> answer = co_await orders->ReportRefund(*request, *context);
      *response = answer.value();
      ++*ended;
    };
    for (int i = 0; i < 8; ++i) {
      if (i == round % 8) async::Spawn(refund_one(&orders_, &refund, &contexts[0], &refunded, &done));
      async::Spawn(open_one(&bags_, &open, &contexts[i], &opened, &refused, &done));
    }
    rig_.loop().RunUntil([&done] { return done == 9; });
    EXPECT_EQ(refunded.outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED);
    EXPECT_EQ(refunded.opened(), opened) << "what was opened before stays; nothing is opened after";
    EXPECT_EQ(opened + refused, 8);
  }
}

}  // namespace
}  // namespace fudai
