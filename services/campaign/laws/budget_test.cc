// A campaign's caps, under races: never over by a fen, and spent to the last coupon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/budget/conservation.h"
#include "common/budget/purses.h"
#include "services/campaign/budget/lender.h"
#include "services/campaign/budget/liability_expirer.h"
#include "services/campaign/contracts/number_generator.h"
#include "services/campaign/contracts/wire_time.h"
#include "services/campaign/coupon/coupon_store.h"
#include "services/campaign/lucky_bag/lucky_bag_service.h"
#include "services/campaign/order/order_service.h"
#include "services/campaign/testing/liability.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::laws {
namespace {

using campaign::v1::OpenBagResponse;
using campaign_testing::Highest;
using campaign_testing::Liability;
using campaign_testing::SampleNow;
using campaign_testing::StoreRig;
using testing::IsEmpty;

// What one campaign server has on one of its loops.
struct Server {
  Server(StoreRig* rig, int client)
      : coupons(rig->access(client)),
        lender(rig->access(client), &rig->campaigns()),
        bags(lucky_bag::LuckyBagStore(rig->access(client)), {&rig->codec(), &rig->campaigns(), &coupons, &lender}) {}

  coupon::CouponStore coupons;
  budget::Lender lender;
  lucky_bag::LuckyBagService bags;
};

class BudgetTest : public testing::Test {
 protected:
  static constexpr int kServers = 8;
  // What one open costs at most: a coupon, and the coffee that it fills.
  static constexpr int64_t kOneOpenFen = 2000 + 2000;

  BudgetTest() { StartServers(); }

  // New servers in place of the old ones; they do not know which purses have been called back in vain.
  void StartServers() {
    servers_.clear();
    for (int i = 0; i < kServers; ++i) servers_.push_back(std::make_unique<Server>(&rig_, i % StoreRig::kClients));
  }
  void Publish(const campaign::v1::CampaignSpec& spec) {
    ASSERT_TRUE(absl::LoadTimeZone(spec.time_zone(), &zone_));
    rig_.Publish("spring", spec);
    ASSERT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  }
  // The code of a new bag of a new sharer.
  std::string GiveBag() {
    const int bag = ++bags_;
    const campaign::v1::ReportOrderRequest request =
        campaign_testing::SampleOrder(absl::StrCat("order-", bag), absl::StrCat("sharer-", bag));
    const rpc::CallContext context = rig_.CallBy("ordering", SampleNow());
    return rig_.Run(orders_.ReportOrder(request, context)).value().bag().share_code();
  }
  // Opens every code by `friends` new friends each, all at once over all servers. The answers, by outcome.
  std::map<OpenBagResponse::Outcome, int> OpenAll(const std::vector<std::string>& codes, int friends,
                                                  absl::Duration after = absl::ZeroDuration()) {
    std::vector<campaign::v1::OpenBagRequest> requests(codes.size() * friends);
    std::vector<rpc::CallContext> contexts;
    std::vector<async::Task<absl::StatusOr<OpenBagResponse>>> opens;
    contexts.reserve(requests.size());
    for (size_t i = 0; i < requests.size(); ++i) {
      requests[i].set_share_code(codes[i % codes.size()]);
      contexts.push_back(rig_.CallBy(absl::StrCat("friend-", ++friends_), SampleNow() + after));
      opens.push_back(servers_[i % kServers]->bags.OpenBag(requests[i], contexts[i]));
    }
    std::map<OpenBagResponse::Outcome, int> outcomes;
    for (const absl::StatusOr<OpenBagResponse>& answer : rig_.RunAll(std::move(opens))) {
      if (answer.ok()) {
        ++outcomes[answer->outcome()];
      } else {
        EXPECT_TRUE(absl::IsUnavailable(answer.status())) << answer.status();
      }
    }
    return outcomes;
  }
  // Opens again and again, each time on new servers, so that no budget is left for having been on its way.
  void OpenToExhaustion(const std::vector<std::string>& codes, absl::Duration after = absl::ZeroDuration()) {
    for (int round = 0; round < 3; ++round) {
      StartServers();
      OpenAll(codes, 3, after);
    }
  }
  // Liability that the events of all partitions tell of, by template and in all ("").
  std::map<std::string, int64_t> Issued() {
    std::map<std::string, int64_t> fen;
    for (const event::v1::Event& event : rig_.AllEvents()) {
      if (!event.has_bag_opened()) continue;
      const event::v1::BagOpened& opened = event.bag_opened();
      const int64_t coffees = int64_t{opened.cups_filled()} * opened.free_coffee_value_fen();
      fen[opened.template_id()] += opened.value_fen();
      fen[opened.free_coffee_template_id()] += coffees;
      fen[""] += opened.value_fen() + coffees;
    }
    return fen;
  }
  // The highest liability over all ways to take a prefix of each partition's events: a bound for every order in which
  // the partitions' acts may have happened.
  Liability HighestInAnyOrder() {
    Liability highest;
    for (int partition = 0; partition < partition::kCount; ++partition) {
      for (const auto& [purse, fen] : Highest(rig_.Events(partition), zone_)) highest[purse] += fen;
    }
    return highest;
  }
  // The highest liability over the prefixes of all events in the order of (time, partition, number).
  Liability HighestInOrderOfTime() {
    std::vector<event::v1::Event> events = rig_.AllEvents();
    std::stable_sort(events.begin(), events.end(), [](const event::v1::Event& a, const event::v1::Event& b) {
      return a.occurred_at_ms() < b.occurred_at_ms();
    });
    return Highest(events, zone_);
  }
  static void ExpectWithinCaps(const Liability& liability, const campaign::v1::CampaignSpec& spec) {
    for (const auto& [purse, fen] : liability)
      EXPECT_LE(fen, budget::LimitOf(spec, purse).value_or(fen)) << "purse " << purse;
  }
  std::map<std::string, budget::Books> ReadBooks() {
    budget::BudgetStore store(rig_.access().client(), rig_.access().token());
    return rig_.Run(store.ReadBooks("spring")).value();
  }

  int bags_ = 0;
  int friends_ = 0;
  absl::TimeZone zone_;
  StoreRig rig_;
  contracts::RandomNumbers numbers_;
  order::OrderService orders_{order::OrderStore(rig_.access()), {&rig_.codec(), &rig_.campaigns(), &numbers_}};
  std::vector<std::unique_ptr<Server>> servers_;
};

TEST_F(BudgetTest, EightServersRaceToTheLastCoupon) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(300'100);
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 80; ++i) codes.push_back(GiveBag());
  std::map<OpenBagResponse::Outcome, int> outcomes;
  for (int round = 0; round < 10; ++round) {
    for (const auto& [outcome, count] : OpenAll(codes, 2)) outcomes[outcome] += count;
  }
  ExpectWithinCaps(HighestInAnyOrder(), spec);
  EXPECT_GT(outcomes[OpenBagResponse::OUTCOME_BUDGET_EXHAUSTED], 0);
  const int64_t issued = Issued()[""];
  EXPECT_GT(issued, 300'100 - 2000 - 800) << "stranded: one coupon with the coffee that it fills at most";

  const budget::Conservation law = budget::Check(ReadBooks().at("c"));
  EXPECT_THAT(law.faults, IsEmpty());
  EXPECT_EQ(law.limit_fen, 300'100);
  EXPECT_EQ(law.issued_fen, issued) << "the books and the ledger tell the same";
}

TEST_F(BudgetTest, EveryCapHolds) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_daily_fen(40'000);
  spec.mutable_templates(0)->set_budget_fen(5'000);   // tea: 10 of them
  spec.mutable_templates(2)->set_budget_fen(20'000);  // free: 10, bag coupons and full cups together
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back(GiveBag());
  OpenToExhaustion(codes);
  const std::map<std::string, int64_t> today = Issued();
  EXPECT_LE(today.at(""), 40'000);
  EXPECT_EQ(today.at("tea"), 5'000);
  EXPECT_LE(today.at("free"), 20'000);
  OpenAll(codes, 9, absl::Hours(24));
  EXPECT_LE(Issued().at(""), 80'000) << "a new day has a budget of its own";
  EXPECT_EQ(Issued().at("tea"), 5'000);
  for (const auto& [purse, books] : ReadBooks()) EXPECT_THAT(budget::Check(books).faults, IsEmpty()) << purse;
}

// While nothing comes back, sums only rise: the strong form is asserted, that no prefixes of the partitions' streams,
// taken together in any way, are over a cap. What comes back is given again by other partitions, so that only orders
// that could have been count from then on: the weaker form is asserted, for every prefix in the order of (time,
// partition, number).
TEST_F(BudgetTest, NoPrefixOfTheEventsIsOverACap) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(45'000);
  spec.mutable_budget()->set_daily_fen(40'000);
  spec.mutable_templates(1)->set_budget_fen(8'000);
  for (campaign::v1::CouponTemplate& coupon_template : *spec.mutable_templates()) coupon_template.set_valid_days(1);
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 100; ++i) codes.push_back(GiveBag());
  OpenToExhaustion(codes);
  EXPECT_GT(Issued()[""], 40'000 - kOneOpenFen);
  ExpectWithinCaps(HighestInAnyOrder(), spec);

  budget::LiabilityExpirer expirer(rig_.access(), &rig_.campaigns());
  ASSERT_GT(rig_.Run(expirer.Pass(absl::ToUnixMillis(SampleNow() + absl::Hours(25)))).value(), 0);
  OpenToExhaustion(codes, absl::Hours(26));
  OpenToExhaustion(codes, absl::Hours(50));
  EXPECT_GT(Issued()[""], 80'000) << "what came back was given again";
  ExpectWithinCaps(HighestInOrderOfTime(), spec);
}

TEST_F(BudgetTest, ADaysCapResetsAtTheMidnightOfTheCampaignsZone) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_daily_fen(10'000);
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back(GiveBag());
  const absl::Duration midnight = absl::FromCivil(absl::ToCivilDay(SampleNow(), zone_) + 1, zone_) - SampleNow();
  OpenToExhaustion(codes);
  EXPECT_GT(Issued()[""], 10'000 - kOneOpenFen);
  OpenAll(codes, 1, midnight - absl::Milliseconds(1));
  EXPECT_LE(Issued()[""], 10'000) << "the same day";
  OpenToExhaustion(codes, midnight);
  EXPECT_GT(Issued()[""], 20'000 - 2 * kOneOpenFen) << "a new day";
  OpenAll(codes, 1, midnight + absl::Hours(8));
  EXPECT_LE(Issued()[""], 20'000) << "a midnight of another zone";
  ExpectWithinCaps(HighestInAnyOrder(), spec);
}

TEST_F(BudgetTest, ARaisedBudgetIsLentAtOnceAndALoweredOneLendsNoMore) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(1'000);
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back(GiveBag());
  OpenAll(codes, 4);
  EXPECT_LE(Issued()[""], 1'000);
  spec.mutable_budget()->set_total_fen(20'000);
  Publish(spec);
  EXPECT_GT(OpenAll(codes, 1)[OpenBagResponse::OUTCOME_OPENED], 5);
  const int64_t issued = Issued()[""];
  EXPECT_GT(issued, 1'000);
  EXPECT_LE(issued, 20'000);
  spec.mutable_budget()->set_total_fen(500);
  Publish(spec);
  OpenAll(codes, 2);
  const budget::Conservation law = budget::Check(ReadBooks().at("c"));
  EXPECT_THAT(law.faults, IsEmpty());
  EXPECT_LE(Issued()[""], 20'000);
}

TEST_F(BudgetTest, WhatExpiresUnusedGoesBack) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(10'000);
  spec.mutable_templates(0)->set_budget_fen(2'000);
  for (campaign::v1::CouponTemplate& coupon_template : *spec.mutable_templates()) coupon_template.set_valid_days(1);
  Publish(spec);
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back(GiveBag());
  OpenAll(codes, 4);
  const int64_t issued = Issued()[""];
  budget::LiabilityExpirer expirer(rig_.access(), &rig_.campaigns());
  const int64_t expiry = absl::ToUnixMillis(SampleNow() + absl::Hours(24));
  EXPECT_EQ(rig_.Run(expirer.Pass(expiry - 1)).value(), 0) << "the coupons can still be used";
  EXPECT_GT(rig_.Run(expirer.Pass(expiry + 3'600'000)).value(), 0);
  EXPECT_EQ(rig_.Run(expirer.Pass(expiry + 3'600'000)).value(), 0) << "once";

  std::map<std::string, budget::Books> books = ReadBooks();
  EXPECT_EQ(budget::Check(books.at("c")).returned_fen, issued);
  EXPECT_EQ(budget::Check(books.at("t:tea")).returned_fen, Issued()["tea"]);
  for (const auto& [purse, each] : books) EXPECT_THAT(budget::Check(each).faults, IsEmpty()) << purse;
  int64_t expired_fen = 0;
  for (const event::v1::Event& event : rig_.AllEvents())
    expired_fen += event.liability_expired().coupons() * event.liability_expired().value_fen();
  EXPECT_EQ(expired_fen, issued) << "the ledger tells it too";
  StartServers();
  EXPECT_GT(OpenAll(codes, 1, absl::Hours(26))[OpenBagResponse::OUTCOME_OPENED], 0) << "it can be given again";
}

TEST_F(BudgetTest, WhatASweptCampaignStillOwesHoldsUpNoOther) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(10'000);
  for (campaign::v1::CouponTemplate& coupon_template : *spec.mutable_templates()) coupon_template.set_valid_days(1);
  Publish(spec);
  OpenAll({GiveBag(), GiveBag()}, 4);
  // As a refund leaves it that gives a coupon back in the middle of its campaign's sweep.
  const std::string swept = keys::LiabilityField({"swept", "tea", 500, 1});
  for (int partition = 0; partition < partition::kCount; ++partition) {
    rig_.Command({"HSET", keys::Owed(partition), swept, "1"});
    rig_.Command({"ZADD", keys::Due(partition), "1", swept});
  }
  budget::LiabilityExpirer expirer(rig_.access(), &rig_.campaigns());
  const int64_t over = absl::ToUnixMillis(SampleNow() + absl::Hours(25));
  const absl::StatusOr<int64_t> expired = rig_.Run(expirer.Pass(over));
  ASSERT_TRUE(expired.ok()) << expired.status();
  EXPECT_EQ(budget::Check(ReadBooks().at("c")).returned_fen, Issued()[""]);
  EXPECT_EQ(rig_.Run(expirer.Pass(over)).value(), 0) << "nothing is left of the swept one";
}

TEST_F(BudgetTest, WhatDiedOnTheWayIsNotLost) {
  campaign::v1::CampaignSpec spec = campaign_testing::SampleSpec();
  spec.mutable_budget()->set_total_fen(10'000);
  Publish(spec);
  budget::BudgetStore store(rig_.access().client(), rig_.access().token());
  // Grants that nobody received, as of servers that died before their claim.
  for (int partition = 0; partition < 64; ++partition) {
    const auto granted = rig_.Run(store.Grant({"spring", 1, partition, {{"c", 10'000, 150}}}));
    ASSERT_TRUE(granted.ok()) << granted.status();
  }
  EXPECT_EQ(budget::Check(ReadBooks().at("c")).moving_fen, 64 * 150);
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back(GiveBag());
  OpenToExhaustion(codes);
  EXPECT_GT(Issued()[""], 10'000 - 2000 - 800);
  EXPECT_LE(Issued()[""], 10'000);
  EXPECT_THAT(budget::Check(ReadBooks().at("c")).faults, IsEmpty());
}

}  // namespace
}  // namespace fudai::laws
