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
using event::v1::CouponUsed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

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

// Order o3 takes 500 fen off with coupon b1-0 and 200 with b2-0.
campaign::v1::Reservation Reserved() {
  campaign::v1::Reservation reservation;
  reservation.set_order_id("o3");
  reservation.set_state(campaign::v1::RESERVATION_STATE_RESERVED);
  for (const auto& [id, fen] : {std::pair("b1-0", 500), std::pair("b2-0", 200)}) {
    campaign::v1::AppliedCoupon& coupon = *reservation.mutable_discount()->add_coupons();
    coupon.set_coupon_id(id);
    coupon.set_discount_fen(fen);
  }
  return reservation;
}

// Takes this much of it back; once all is, b1-0 goes back to its owner.
campaign::v1::ReverseRedemptionResponse Reversed(int64_t fen) {
  campaign::v1::ReverseRedemptionResponse response;
  *response.mutable_reservation() = Reserved();
  response.set_reversed_fen(fen);
  if (fen == 400) response.add_returned_coupon_ids("b1-0");
  return response;
}

// The replies of a replay: an order with a bag, a guest's order, a refund, an open, the opener's first order, paid with
// coupons of which two refunds take 300 and 400 fen back.
void Tell(Facts& facts) {
  LearnOrder({.order_id = "o1", .user_id = "sharer"}, BagGiven("b1"), facts);
  LearnOrder({.order_id = "o2"}, ReportOrderResponse(), facts);
  LearnRefund({.refund_id = "r1", .order_id = "o1"}, ReportRefundResponse(), facts);
  LearnTap("opener", Opened(), facts);
  ReportOrderResponse first_order;
  first_order.mutable_conversion()->set_sharer_id("sharer");
  LearnOrder({.order_id = "o3", .user_id = "opener"}, first_order, facts);
  LearnReservation(Reserved(), Telling::kFirst, facts);
  LearnPayment(Reserved(), facts);
  LearnReversal(Reversed(300), 0, facts);
  LearnReversal(Reversed(400), 300, facts);
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
  campaign::v1::Reservation reversed = Reserved();
  reversed.set_state(campaign::v1::RESERVATION_STATE_REVERSED);
  LearnReservation(reversed, Telling::kAgain, facts);
  campaign::v1::ReverseRedemptionResponse reversal = Reversed(300);
  reversal.set_repeated(true);
  LearnReversal(reversal, 0, facts);
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
  const auto use = [&](const std::string& coupon, CouponUsed::Step step, int64_t reversed_fen = 0) {
    add([&](event::v1::Event& event) {
      event.mutable_coupon_used()->set_order_id("o3");
      event.mutable_coupon_used()->set_coupon_id(coupon);
      event.mutable_coupon_used()->set_discount_fen(coupon == "b1-0" ? 500 : 200);
      event.mutable_coupon_used()->set_step(step);
      event.mutable_coupon_used()->set_reversed_fen(reversed_fen);
    });
  };
  for (const CouponUsed::Step step : {CouponUsed::STEP_RESERVED, CouponUsed::STEP_REDEEMED}) {
    use("b1-0", step);
    use("b2-0", step);
  }
  use("b1-0", CouponUsed::STEP_REVERSED, 300);
  use("b1-0", CouponUsed::STEP_REVERSED, 200);
  use("b1-0", CouponUsed::STEP_RETURNED);
  use("b2-0", CouponUsed::STEP_REVERSED, 200);
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
                        .reserved = 2,
                        .redeemed = 2,
                        .reversed = 3,
                        .discount_fen = 700,
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
  EXPECT_EQ(counts.reserved, 2);
  EXPECT_EQ(counts.redeemed, 2);
  EXPECT_EQ(counts.discount_fen, 700);
}

TEST(FactsTest, AReservationThatEndedUnpaidIsCounted) {
  Facts facts;
  for (const auto& [id, state] : {std::pair("o1", campaign::v1::RESERVATION_STATE_RELEASED),
                                  std::pair("o2", campaign::v1::RESERVATION_STATE_EXPIRED)}) {
    campaign::v1::Reservation reservation = Reserved();
    reservation.set_order_id(id);
    reservation.set_state(state);
    LearnReservation(reservation, Telling::kFirst, facts);
    LearnReservation(reservation, Telling::kAgain, facts);
  }
  EXPECT_EQ(facts.Count(), (Counts{.reserved = 4, .released = 2, .expired = 2}));
  EXPECT_THAT(facts.contradictions(), IsEmpty());
}

TEST(FactsTest, WhatCameAboutTwiceIsFound) {
  Facts facts;
  Tell(facts);
  Tell(facts);
  EXPECT_EQ(facts.Count().duplicate_orders, 3);
  EXPECT_THAT(facts.contradictions(),
              IsSupersetOf({"refund r1 of order o1 came about twice", "coupon b1-0 was given twice",
                            "coupon b1-0 of order o3 STEP_RESERVED came about twice"}));
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

TEST(LedgerRecountTest, ARefundCountsOnceItsOrderIsKnown) {
  LedgerRecount recount;
  admin::v1::LedgerEntry entry;
  entry.set_number(1);
  entry.mutable_event()->mutable_refund_reported()->set_order_id("zz9");
  entry.mutable_event()->mutable_refund_reported()->set_refund_id("r1");
  recount.Add(entry);
  EXPECT_EQ(recount.facts().Count().refunds, 0);
  entry.set_number(2);
  entry.mutable_event()->mutable_order_reported()->set_order_id("zz9");
  recount.Add(entry);
  EXPECT_EQ(recount.facts().Count().refunds, 1);
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
  response.mutable_summary()->set_coupons_reserved(21);
  response.mutable_summary()->set_coupons_redeemed(22);
  response.mutable_summary()->set_coupons_released(23);
  response.mutable_summary()->set_coupons_reversed(24);
  response.mutable_summary()->set_reservations_expired(25);
  response.mutable_summary()->set_discount_fen(26);
  (*response.mutable_summary()->mutable_coupons_by_template())["tea"] = 4;
  response.mutable_freshness()->set_pending_events(3);
  const ChainStats stats = FromSummary(response);
  EXPECT_EQ(stats.counts, (Counts{.orders = 9,
                                  .liability_fen = 77,
                                  .reserved = 21,
                                  .redeemed = 22,
                                  .released = 23,
                                  .reversed = 24,
                                  .expired = 25,
                                  .discount_fen = 26,
                                  .coupons_by_template = {{"tea", 4}}}));
  EXPECT_EQ(stats.coupons_credited, 5);
  EXPECT_EQ(stats.pending_events, 3);
}

}  // namespace
}  // namespace fudai::replay
