#include "tests/replay/facts.h"

#include "fudai/event/v1/event.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/admin_client.h"
#include "tests/replay/client_facts.h"
#include "tests/replay/ledger_recount.h"

namespace fudai::replay {
namespace {

using campaign::v1::OpenBagResponse;
using campaign::v1::ReportOrderResponse;
using campaign::v1::ReportRefundResponse;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ReportOrderResponse BagGiven(const std::string& bag_id) {
  ReportOrderResponse response;
  response.set_outcome(ReportOrderResponse::OUTCOME_BAG_GIVEN);
  response.mutable_bag()->set_bag_id(bag_id);
  return response;
}

OpenBagResponse Opened() {
  OpenBagResponse response;
  response.set_outcome(OpenBagResponse::OUTCOME_OPENED);
  response.set_bag_id("b1");
  response.mutable_coupon()->set_coupon_id("b1-0");
  response.mutable_coupon()->set_template_id("tea");
  response.mutable_coupon()->set_value_fen(500);
  response.mutable_growth()->set_drops(20);
  response.mutable_growth()->set_cups_filled(2);
  response.mutable_growth()->set_free_coffee_value_fen(5600);
  response.set_new_user(true);
  return response;
}

// The replies of a replay: an order with a bag, a guest's order, a refund, an open, the opener's first order.
void Tell(Facts& facts) {
  LearnOrder({.order_id = "o1", .user_id = "sharer"}, BagGiven("b1"), facts);
  LearnOrder({.order_id = "o2"}, ReportOrderResponse(), facts);
  LearnRefund({.refund_id = "r1", .order_id = "o1"}, ReportRefundResponse(), facts);
  LearnTap("opener", Opened(), facts);
  ReportOrderResponse first_order;
  first_order.mutable_conversion()->set_sharer_id("sharer");
  LearnOrder({.order_id = "o3", .user_id = "opener"}, first_order, facts);
}

// The same as repeats.
void TellAgain(Facts& facts) {
  ReportOrderResponse order = BagGiven("b1");
  order.set_repeated(true);
  LearnOrder({.order_id = "o1", .user_id = "sharer"}, order, facts);
  ReportRefundResponse refund;
  refund.set_repeated(true);
  LearnRefund({.refund_id = "r1", .order_id = "o1"}, refund, facts);
  OpenBagResponse open = Opened();
  open.set_outcome(OpenBagResponse::OUTCOME_ALREADY_OPENED);
  LearnTap("opener", open, facts);
}

// The ledger of the same.
LedgerRecount Recounted() {
  LedgerRecount recount;
  int number = 0;
  const auto add = [&](const auto& fill) {
    admin::v1::LedgerEntry entry;
    entry.set_number(++number);
    fill(*entry.mutable_event());
    recount.Add(entry);
  };
  add([](event::v1::Event& event) {
    event.mutable_order_reported()->set_order_id("o1");
    event.mutable_order_reported()->set_bag_id("b1");
  });
  add([](event::v1::Event& event) { event.mutable_order_reported()->set_order_id("o2"); });
  add([](event::v1::Event& event) {
    event.mutable_refund_reported()->set_order_id("o1");
    event.mutable_refund_reported()->set_refund_id("r1");
  });
  add([](event::v1::Event& event) {
    event::v1::BagOpened& opened = *event.mutable_bag_opened();
    opened.set_bag_id("b1");
    opened.set_opener_id("opener");
    opened.set_template_id("tea");
    opened.set_value_fen(500);
    opened.set_drops(20);
    opened.set_cups_filled(2);
    opened.set_free_coffee_value_fen(2800);
  });
  add([](event::v1::Event& event) {
    event.mutable_coupon_credited()->set_coupon_id("b1-0");
    event.mutable_coupon_credited()->set_user_id("opener");
    event.mutable_coupon_credited()->set_first_touch(1);
  });
  add([](event::v1::Event& event) { event.mutable_order_reported()->set_order_id("o3"); });
  add([](event::v1::Event& event) {
    event.mutable_conversion_recorded()->set_user_id("opener");
    event.mutable_conversion_recorded()->set_order_id("o3");
  });
  return recount;
}

TEST(FactsTest, RepliesAreCounted) {
  Facts facts;
  Tell(facts);
  const Counts expected{.orders = 3,
                        .refunds = 1,
                        .bags_issued = 1,
                        .bags_opened = 1,
                        .openings = 1,
                        .coupons_issued = 1,
                        .distinct_openers = 1,
                        .new_users = 1,
                        .conversions = 1,
                        .free_coffees = 2,
                        .drops = 20,
                        .liability_fen = 6100,
                        .coupons_by_template = {{"tea", 1}}};
  EXPECT_THAT(Differences({"found", facts.Count()}, {"expected", expected}), IsEmpty());
}

TEST(FactsTest, RepeatsTellNothingNew) {
  Facts once;
  Tell(once);
  Facts twice;
  Tell(twice);
  TellAgain(twice);
  EXPECT_EQ(once.Count(), twice.Count());
  EXPECT_THAT(twice.contradictions(), IsEmpty());
}

TEST(FactsTest, OnlyRepeatsTellTheSameFacts) {
  Facts facts;
  TellAgain(facts);
  const Counts counts = facts.Count();
  EXPECT_EQ(counts.bags_issued, 1);
  EXPECT_EQ(counts.openings, 1);
  EXPECT_EQ(counts.new_users, 1);
  EXPECT_EQ(counts.duplicate_orders, 0);
}

TEST(FactsTest, WhatCameAboutTwiceIsFound) {
  Facts facts;
  Tell(facts);
  Tell(facts);
  EXPECT_EQ(facts.Count().duplicate_orders, 3);
  EXPECT_THAT(facts.contradictions(),
              ElementsAre("refund r1 of order o1 came about twice", "coupon b1-0 was given twice"));
}

TEST(FactsTest, AnotherBagOrCouponOnRepeatIsAContradiction) {
  Facts facts;
  facts.AddOrder("o1", "b1", Telling::kFirst);
  facts.AddOrder("o1", "b2", Telling::kAgain);
  facts.AddOpening({.bag_id = "b1", .opener_id = "u", .coupon_id = "b1-0"}, Telling::kFirst);
  facts.AddOpening({.bag_id = "b1", .opener_id = "u", .coupon_id = "b1-1"}, Telling::kAgain);
  EXPECT_THAT(facts.contradictions(),
              ElementsAre(HasSubstr("order o1 has bag \"b1\" and bag \"b2\""), HasSubstr("opener u has coupon b1-0")));
}

TEST(FactsTest, RefusedTapsTellNothing) {
  Facts facts;
  OpenBagResponse empty;
  empty.set_outcome(OpenBagResponse::OUTCOME_EMPTY);
  LearnTap("u", empty, facts);
  EXPECT_EQ(facts.Count(), Counts());
}

TEST(LedgerRecountTest, AgreesWithTheReplies) {
  Facts client;
  Tell(client);
  const LedgerRecount ledger = Recounted();
  EXPECT_THAT(Differences({"client", client.Count()}, {"ledger", ledger.facts().Count()}), IsEmpty());
  EXPECT_THAT(client.MissingFrom(ledger.facts(), "client", "ledger"), IsEmpty());
  EXPECT_THAT(ledger.facts().MissingFrom(client, "ledger", "client"), IsEmpty());
  EXPECT_THAT(ledger.Violations(), IsEmpty());
}

TEST(LedgerRecountTest, NamesWhatIsMissing) {
  Facts client;
  Tell(client);
  LearnOrder({.order_id = "lost"}, ReportOrderResponse(), client);
  EXPECT_THAT(client.MissingFrom(Recounted().facts(), "client", "ledger"),
              ElementsAre("1 orders of the client that the ledger does not have or tells otherwise, such as lost"));
}

TEST(LedgerRecountTest, FindsGapsAndCouponsWithoutCredit) {
  LedgerRecount recount;
  admin::v1::LedgerEntry entry;
  entry.set_partition(3);
  entry.set_number(2);
  entry.mutable_event()->mutable_bag_opened()->set_bag_id("b1");
  recount.Add(entry);
  EXPECT_THAT(recount.Violations(), ElementsAre("partition 3 has entry 2 behind entry 0: it must be 1",
                                                "coupon b1-0 never reached a wallet"));
}

TEST(CountsTest, DifferencesAreNamed) {
  const Counts a{.openings = 2, .coupons_by_template = {{"tea", 2}}};
  const Counts b{.openings = 1, .coupons_by_template = {{"cake", 1}, {"tea", 2}}};
  EXPECT_THAT(Differences({"client", a}, {"stats", b}),
              ElementsAre("openings: client 2, stats 1", "coupons_by_template.cake: client 0, stats 1"));
}

TEST(ChainStatsTest, TakesEveryFieldOfTheSummary) {
  admin::v1::GetCampaignSummaryResponse response;
  response.mutable_summary()->set_orders(9);
  response.mutable_summary()->set_liability_fen(77);
  response.mutable_summary()->set_coupons_credited(5);
  (*response.mutable_summary()->mutable_coupons_by_template())["tea"] = 4;
  response.mutable_freshness()->set_pending_events(3);
  const ChainStats stats = FromSummary(response);
  EXPECT_EQ(stats.counts, (Counts{.orders = 9, .liability_fen = 77, .coupons_by_template = {{"tea", 4}}}));
  EXPECT_EQ(stats.coupons_credited, 5);
  EXPECT_EQ(stats.pending_events, 3);
}

}  // namespace
}  // namespace fudai::replay
