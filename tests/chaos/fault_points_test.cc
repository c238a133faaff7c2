// A server dies between two steps of one act, at each named point: what was acknowledged stays, what was
// not is finished once, by the caller's repeat or by a server in the background.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_replace.h"
#include "fudai/admin/v1/budgets.grpc.pb.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/campaign/v1/checkout.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "tests/chaos/wallets.h"
#include "tests/harness/acts.h"
#include "tests/harness/eventually.h"
#include "tests/harness/ledger.h"
#include "tests/harness/stack.h"

namespace fudai::chaos {
namespace {

using admin::v1::BudgetService;
using admin::v1::CampaignService;
using admin::v1::CapBalance;
using campaign::v1::CheckoutService;
using campaign::v1::LuckyBagService;
using campaign::v1::OpenBagResponse;
using campaign::v1::OrderService;
using campaign::v1::ReportRefundResponse;
using ::testing::IsEmpty;

// A campaign whose budget is lent in amounts of one open each.
campaign::v1::CampaignSpec CappedCampaign() {
  campaign::v1::CampaignSpec spec = harness::CampaignAt("shop");
  spec.mutable_budget()->set_total_fen(100'000);
  return spec;
}

class FaultPointsTest : public ::testing::TestWithParam<std::string> {
 protected:
  explicit FaultPointsTest(campaign::v1::CampaignSpec spec = CappedCampaign()) : spec_(std::move(spec)) {}

  void SetUp() override {
    stack_.Publish("faults", spec_);
    bag_ = harness::GiveBag(stack_, order_);
    first_coupon_ = harness::OpenBag(stack_, "first", bag_.share_code())->coupon().coupon_id();
  }

  // Arms the point, acts, and expects the server to have died of it; then starts it again.
  template <typename Act>
  void ActIntoTheCrash(const Act& act, const std::string& point = GetParam()) {
    ActIntoTheCrash(&stack_.campaign(), act, point);
  }
  template <typename Act>
  void ActIntoTheCrash(harness::ServerProcess* server, const Act& act, const std::string& point) {
    server->Kill();
    server->Start({"--crash_at=" + point});
    AwaitReachable();
    const absl::Status status = act();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_EQ(server->process().AwaitExit(absl::Seconds(10)), std::optional<int>(137));
    server->Start();
  }

  // A call on a connection whose end nobody has noticed yet would fail before it reaches the new server.
  void AwaitReachable() {
    campaign::v1::GetBagRequest look;
    look.set_share_code(bag_.share_code());
    ASSERT_TRUE(stack_.App("first").CallUntilKnown(&LuckyBagService::Stub::GetBag, look).ok());
    admin::v1::GetCampaignRequest campaign;
    campaign.set_campaign_id("faults");
    ASSERT_TRUE(stack_.Marketer().CallUntilKnown(&CampaignService::Stub::GetCampaign, campaign).ok());
  }

  void ExpectAllLawsKept() {
    stack_.AwaitSettled();
    const harness::Ledger ledger = harness::ReadLedger(stack_);
    EXPECT_THAT(harness::BrokenLaws(ledger, spec_), IsEmpty());
    EXPECT_THAT(UnlikeTheLedger(stack_, "faults", ledger), IsEmpty());
    EXPECT_EQ(harness::OpenBag(stack_, "first", bag_.share_code())->coupon().coupon_id(), first_coupon_)
        << "an acknowledged open";
    EXPECT_EQ(Budget().issued_fen(), GivenFen(ledger));
  }

  // The campaign's budget, whose law must hold.
  CapBalance Budget() const {
    admin::v1::VerifyConservationRequest request;
    request.set_campaign_id("faults");
    const auto verified = stack_.Marketer().Call(&BudgetService::Stub::VerifyConservation, request);
    EXPECT_TRUE(verified.ok()) << verified.status();
    if (!verified.ok() || verified->balances().empty()) return {};
    EXPECT_TRUE(verified->holds()) << verified->ShortDebugString();
    return verified->balances(0);
  }
  // Value of all coupons that the ledger tells of.
  static int64_t GivenFen(const harness::Ledger& ledger) {
    int64_t fen = 0;
    for (const auto& entry : ledger) {
      const event::v1::BagOpened& opened = entry.event().bag_opened();
      fen += opened.value_fen() + int64_t{opened.cups_filled()} * opened.free_coffee_value_fen();
    }
    return fen;
  }

  // Opens that the ledger holds of one opener.
  int OpensOf(const std::string& opener) const {
    int opens = 0;
    for (const auto& entry : harness::ReadLedger(stack_))
      opens += entry.event().bag_opened().opener_id() == opener ? 1 : 0;
    return opens;
  }

  const campaign::v1::CampaignSpec spec_;
  const campaign::v1::ReportOrderRequest order_ = harness::Order("o1", "sharer", "shop");
  harness::Stack stack_;
  campaign::v1::GivenBag bag_;
  std::string first_coupon_;
};

class OpenFaultsTest : public FaultPointsTest {
 protected:
  // Whether the server dies after the script that takes the coupon out.
  static bool Committed() { return GetParam() != "open.before_claim" && GetParam() != "open.after_loan"; }
};
class ReportFaultsTest : public FaultPointsTest {};
class RefundFaultsTest : public FaultPointsTest {};

// The caller never comes back: an open that was committed reaches its wallet all the same.
TEST_P(OpenFaultsTest, TheRelayFinishesWhatWasCommitted) {
  ActIntoTheCrash([&] { return harness::OpenBag(stack_, "friend", bag_.share_code()).status(); });
  ExpectAllLawsKept();
  EXPECT_EQ(OpensOf("friend"), Committed() ? 1 : 0);
  EXPECT_EQ(Budget().moving_fen() > 0, GetParam() == "open.after_loan") << "lent, and not received yet";
}

TEST_P(OpenFaultsTest, ARepeatGetsTheOneCoupon) {
  ActIntoTheCrash([&] { return harness::OpenBag(stack_, "friend", bag_.share_code()).status(); });
  const auto repeat = harness::OpenBag(stack_, "friend", bag_.share_code());
  ASSERT_TRUE(repeat.ok()) << repeat.status();
  EXPECT_EQ(repeat->outcome(), Committed() ? OpenBagResponse::OUTCOME_ALREADY_OPENED : OpenBagResponse::OUTCOME_OPENED);
  EXPECT_TRUE(repeat->new_user()) << "as the first answer would have said";
  ExpectAllLawsKept();
  EXPECT_EQ(OpensOf("friend"), 1);
  EXPECT_EQ(Budget().moving_fen(), 0) << "what was lent has been received";
}

// A campaign whose budget is four coupons of 300 fen.
campaign::v1::CampaignSpec CampaignOfFourOpens() {
  campaign::v1::CampaignSpec spec = harness::CampaignAt("shop", /*of_300_fen=*/3, /*of_500_fen=*/0);
  spec.mutable_templates()->DeleteSubrange(1, 2);
  spec.mutable_growth()->set_free_coffee_template_id(spec.templates(0).template_id());
  spec.mutable_growth()->set_drops_per_cup(1000);
  spec.mutable_budget()->set_total_fen(1200);
  return spec;
}

class RecallFaultsTest : public FaultPointsTest {
 protected:
  RecallFaultsTest() : FaultPointsTest(CampaignOfFourOpens()) {}

  absl::StatusOr<OpenBagResponse> Open(const std::string& opener, const campaign::v1::GivenBag& bag) {
    return harness::OpenBag(stack_, opener, bag.share_code());
  }
};

// The account is dry, and what an open that never came about was lent lies idle in another partition: the server dies
// when it has taken it from there and not yet brought it home.
TEST_P(RecallFaultsTest, WhatWasOnItsWayIsGivenToTheLastFen) {
  const campaign::v1::GivenBag other = harness::GiveBag(stack_, harness::Order("o2", "other", "shop"));
  ActIntoTheCrash([&] { return Open("gone", bag_).status(); }, "open.after_loan");
  for (const char* friend_id : {"second", "third"})
    EXPECT_EQ(Open(friend_id, other)->outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(Budget().account_fen(), 0);

  ActIntoTheCrash([&] { return Open("fourth", other).status(); });
  ExpectAllLawsKept();
  EXPECT_EQ(Budget().moving_fen(), 300) << "neither in the partition nor in the account";
  EXPECT_EQ(Budget().escrow_fen(), 0);

  EXPECT_EQ(Open("fourth", other)->outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(Open("fifth", bag_)->outcome(), OpenBagResponse::OUTCOME_BUDGET_EXHAUSTED);
  ExpectAllLawsKept();
  EXPECT_EQ(Budget().issued_fen(), 1200);
  EXPECT_EQ(Budget().moving_fen(), 0);
}

TEST_P(ReportFaultsTest, ARepeatGetsTheOneBag) {
  const auto order = harness::Order("o2", "buyer", "shop");
  ActIntoTheCrash([&] { return stack_.Ordering().Call(&OrderService::Stub::ReportOrder, order).status(); });
  const auto repeat = stack_.Ordering().Call(&OrderService::Stub::ReportOrder, order);
  ASSERT_TRUE(repeat.ok()) << repeat.status();
  EXPECT_EQ(repeat->repeated(), GetParam() == "report.after_order");
  EXPECT_TRUE(repeat->has_bag());
  ExpectAllLawsKept();
}

TEST_P(RefundFaultsTest, ARepeatTakesNothingTwice) {
  const auto refund = harness::Refund("r1", order_, 1500);
  ActIntoTheCrash([&] { return stack_.Ordering().Call(&OrderService::Stub::ReportRefund, refund).status(); });
  const auto repeat = stack_.Ordering().Call(&OrderService::Stub::ReportRefund, refund);
  ASSERT_TRUE(repeat.ok()) << repeat.status();
  EXPECT_TRUE(repeat->repeated());
  EXPECT_EQ(repeat->outcome(), ReportRefundResponse::OUTCOME_BAG_CLOSED);
  EXPECT_EQ(repeat->remaining_fen(), 500);
  ExpectAllLawsKept();
}

// The till's acts, one after the other; the server dies after the one that the point names.
class TillFaultsTest : public FaultPointsTest {
 protected:
  // Calls `act`, twice where the server dies of it the first time; returns its last answer.
  template <typename Response, typename Request>
  Response Act(const std::string& point,
               grpc::Status (CheckoutService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const Request& request) {
    if (GetParam() == point) {
      ActIntoTheCrash([&] { return stack_.Ordering().Call(method, request).status(); });
      repeated_ = true;
    }
    const absl::StatusOr<Response> answer = stack_.Ordering().Call(method, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(Response());
  }
  template <typename Request>
  static Request OfOrder(const std::string& order_id) {
    Request request;
    request.set_order_id(order_id);
    request.set_user_id("first");
    return request;
  }
  campaign::v1::ReserveCouponsRequest Reservation(const std::string& order_id) const {
    auto request = OfOrder<campaign::v1::ReserveCouponsRequest>(order_id);
    request.add_coupon_ids(first_coupon_);
    request.mutable_basket()->set_shop_id("shop");
    auto& line = *request.mutable_basket()->add_lines();
    line.set_sku("latte");
    line.set_quantity(1);
    line.set_unit_price_fen(3000);
    return request;
  }

  bool repeated_ = false;
};

TEST_P(TillFaultsTest, ARepeatGetsTheFirstAnswerAndNothingIsDoneTwice) {
  if (GetParam() == "reserve.after_claim_order")
    Act(GetParam(), &CheckoutService::Stub::ReserveCoupons, Reservation("t1"));
  Act("reserve.after", &CheckoutService::Stub::ReserveCoupons, Reservation("t1"));
  Act("release.after", &CheckoutService::Stub::ReleaseReservation,
      OfOrder<campaign::v1::ReleaseReservationRequest>("t1"));
  EXPECT_TRUE(stack_.Ordering().Call(&CheckoutService::Stub::ReserveCoupons, Reservation("t2")).ok()) << "it is free";
  Act("redeem.after", &CheckoutService::Stub::RedeemReservation, OfOrder<campaign::v1::RedeemReservationRequest>("t2"));
  auto reversal = OfOrder<campaign::v1::ReverseRedemptionRequest>("t2");
  reversal.set_reversal_id("r1");
  const auto reversed = Act("reverse.after", &CheckoutService::Stub::ReverseRedemption, reversal);
  EXPECT_EQ(reversed.returned_coupon_ids_size(), 1);
  EXPECT_TRUE(repeated_) << "the point was passed";
  stack_.AwaitSettled();
  const harness::Ledger ledger = harness::ReadLedger(stack_);
  EXPECT_THAT(harness::BrokenLaws(ledger, spec_), IsEmpty());
  int steps = 0;
  for (const auto& entry : ledger) steps += entry.event().has_coupon_used() ? 1 : 0;
  EXPECT_EQ(steps, 6) << "reserved, released, reserved, redeemed, reversed, returned";
}

class SweepFaultsTest : public FaultPointsTest {
 protected:
  using Archive = admin::v1::CampaignArchive;

  void EndAndArchive() {
    admin::v1::EndCampaignRequest end;
    end.set_campaign_id("faults");
    ASSERT_TRUE(stack_.Marketer().Call(&CampaignService::Stub::EndCampaign, end).ok());
    admin::v1::ArchiveCampaignRequest archive;
    archive.set_campaign_id("faults");
    const harness::Caller later = stack_.Marketer().At(harness::Noon() + absl::Hours(24 * 400));
    const auto archived = later.Call(&CampaignService::Stub::ArchiveCampaign, archive);
    ASSERT_TRUE(archived.ok()) << archived.status();
  }
  Archive Progress() const {
    admin::v1::GetCampaignRequest request;
    request.set_campaign_id("faults");
    const auto found = stack_.Marketer().Call(&CampaignService::Stub::GetCampaign, request);
    return found.ok() ? found->campaign().archive() : Archive();
  }
};

// The server dies between what belongs together, or before it has noted how far it came: the next start sweeps all of
// it, and nothing else.
TEST_P(SweepFaultsTest, TheNextStartSweepsTheRest) {
  stack_.Publish("staying", harness::CampaignAt("shop-s"));
  const campaign::v1::GivenBag kept = harness::GiveBag(stack_, harness::Order("s1", "sharer", "shop-s"));
  ASSERT_TRUE(harness::OpenBag(stack_, "first", kept.share_code()).ok());
  stack_.campaign().Kill();
  stack_.campaign().Start({"--crash_at=" + GetParam()});
  EndAndArchive();
  EXPECT_EQ(stack_.campaign().process().AwaitExit(absl::Seconds(30)), std::optional<int>(137));
  stack_.campaign().Start();
  EXPECT_TRUE(harness::Eventually([this] { return Progress().phase() == Archive::PHASE_DONE; }))
      << Progress().ShortDebugString();
  EXPECT_EQ(harness::OpenBag(stack_, "first", bag_.share_code()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(harness::OpenBag(stack_, "first", kept.share_code())->outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED);
  const auto again = harness::Order(order_.order_id(), "another", "shop-s");
  EXPECT_TRUE(stack_.Ordering().Call(&OrderService::Stub::ReportOrder, again).ok()) << "the id is nobody's any more";
}

class PublishFaultsTest : public FaultPointsTest {
 protected:
  static constexpr int64_t kRaisedFen = 200'000;

  // Has the admin server die of the call; returns the answer to its repeat.
  template <typename Response, typename Request>
  Response Repeated(grpc::Status (CampaignService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request) {
    ActIntoTheCrash(
        &stack_.admin(), [&] { return stack_.Marketer().Call(method, request).status(); }, GetParam());
    const absl::StatusOr<Response> answer = stack_.Marketer().CallUntilKnown(method, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(Response());
  }
  void RaiseTheBudget() {
    admin::v1::GetCampaignRequest get;
    get.set_campaign_id("faults");
    const auto found = stack_.Marketer().Call(&CampaignService::Stub::GetCampaign, get);
    ASSERT_TRUE(found.ok()) << found.status();
    admin::v1::UpdateCampaignRequest update;
    update.set_campaign_id("faults");
    update.set_etag(found->campaign().etag());
    update.set_request_id("raise");
    *update.mutable_spec() = spec_;
    update.mutable_spec()->mutable_budget()->set_total_fen(kRaisedFen);
    ASSERT_TRUE(stack_.Marketer().Call(&CampaignService::Stub::UpdateCampaign, update).ok());
  }
  absl::StatusOr<campaign::v1::ReportOrderResponse> Report(const std::string& order_id) {
    return stack_.Ordering().Call(&OrderService::Stub::ReportOrder, harness::Order(order_id, "buyer", "shop"));
  }
};

TEST_P(PublishFaultsTest, ARepeatedPublicationIsInEffectOnce) {
  RaiseTheBudget();
  admin::v1::PublishCampaignRequest publish;
  publish.set_campaign_id("faults");
  publish.set_request_id("publish");
  EXPECT_EQ(Repeated(&CampaignService::Stub::PublishCampaign, publish).campaign().published_version(), 2);
  const auto reported = Report("o2");
  ASSERT_TRUE(reported.ok()) << reported.status();
  EXPECT_EQ(reported->bag().campaign_version(), 2);
  EXPECT_TRUE(harness::OpenBag(stack_, "second", reported->bag().share_code()).ok());
  ExpectAllLawsKept();
  EXPECT_EQ(Budget().limit_fen(), kRaisedFen);
}

TEST_P(PublishFaultsTest, ARepeatedEndEnds) {
  admin::v1::EndCampaignRequest end;
  end.set_campaign_id("faults");
  EXPECT_EQ(Repeated(&CampaignService::Stub::EndCampaign, end).campaign().state(), admin::v1::CAMPAIGN_STATE_ENDED);
  EXPECT_EQ(harness::OpenBag(stack_, "second", bag_.share_code())->outcome(), OpenBagResponse::OUTCOME_CAMPAIGN_ENDED);
  EXPECT_FALSE(Report("o2")->has_bag());
  ExpectAllLawsKept();
}

std::string PointName(const ::testing::TestParamInfo<std::string>& info) {
  return absl::StrReplaceAll(info.param, {{".", "_"}});
}

INSTANTIATE_TEST_SUITE_P(Points, OpenFaultsTest,
                         ::testing::Values("open.before_claim", "open.after_loan", "open.after_claim",
                                           "open.after_credit"),
                         PointName);
INSTANTIATE_TEST_SUITE_P(Points, RecallFaultsTest, ::testing::Values("recall.before_call_back"), PointName);
INSTANTIATE_TEST_SUITE_P(Points, ReportFaultsTest, ::testing::Values("report.after_claim_order", "report.after_order"),
                         PointName);
INSTANTIATE_TEST_SUITE_P(Points, RefundFaultsTest, ::testing::Values("refund.after"), PointName);
INSTANTIATE_TEST_SUITE_P(Points, PublishFaultsTest,
                         ::testing::Values("publish.before_catalogue", "publish.after_catalogue",
                                           "publish.after_records"),
                         PointName);
INSTANTIATE_TEST_SUITE_P(Points, SweepFaultsTest, ::testing::Values("sweep.after_owner", "sweep.after_slice"),
                         PointName);
INSTANTIATE_TEST_SUITE_P(Points, TillFaultsTest,
                         ::testing::Values("reserve.after_claim_order", "reserve.after", "release.after",
                                           "redeem.after", "reverse.after"),
                         PointName);

}  // namespace
}  // namespace fudai::chaos
