#include "services/campaign/lucky_bag/lucky_bag_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/partition/freeze.h"
#include "services/campaign/contracts/fake_coupon_crediter.h"
#include "services/campaign/keys/keys.h"
#include "services/campaign/testing/sample_campaign.h"
#include "services/campaign/testing/store_rig.h"

namespace fudai::lucky_bag {
namespace {

using campaign::v1::OpenBagResponse;
using campaign_testing::SampleNow;
using campaign_testing::SampleSpec;
using campaign_testing::StoreRig;
using testing::HasSubstr;

using Answer = absl::StatusOr<OpenBagResponse>;

constexpr char kSharer[] = "sharer";

class LuckyBagServiceTest : public testing::Test {
 protected:
  LuckyBagServiceTest() {
    for (int i = 0; i < StoreRig::kClients; ++i) {
      services_.emplace_back(LuckyBagStore(rig_.access(i)),
                             LuckyBagParts{&rig_.codec(), &rig_.campaigns(), &crediter_});
    }
    rig_.Publish("spring", SampleSpec());
  }

  int partition() const { return partition::OfUser(kSharer); }
  // Puts a bag of the sharer's into the store, as report_order.lua would; returns its code.
  std::string PutBag(uint64_t number, int version = 1) {
    store::v1::BagRecord record;
    record.set_sharer_id(kSharer);
    record.set_campaign_id("spring");
    record.set_campaign_version(version);
    record.set_given_at_ms(absl::ToUnixMillis(SampleNow()));
    record.set_expires_at_ms(absl::ToUnixMillis(SampleNow() + absl::Hours(1)));
    record.set_seed(number);
    rig_.Command({"HSET", keys::Bag(partition(), number), "m", record.SerializeAsString()});
    return rig_.codec().Encode({.partition = static_cast<uint8_t>(partition()), .bag_number = number});
  }
  Answer Open(const std::string& code, const std::string& opener, absl::Duration later = absl::ZeroDuration()) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(code);
    const rpc::CallContext context = rig_.CallBy(opener, SampleNow() + later);
    return rig_.Run(services_[0].OpenBag(request, context));
  }
  // Opens a bag by all openers at once, over several connections.
  std::vector<Answer> OpenAtOnce(const std::string& code, const std::vector<std::string>& openers) {
    campaign::v1::OpenBagRequest request;
    request.set_share_code(code);
    std::vector<rpc::CallContext> contexts;
    for (const std::string& opener : openers) contexts.push_back(rig_.CallBy(opener, SampleNow()));
    std::vector<async::Task<Answer>> opens;
    for (size_t i = 0; i < openers.size(); ++i)
      opens.push_back(services_[i % services_.size()].OpenBag(request, contexts[i]));
    return rig_.RunAll(std::move(opens));
  }
  campaign::v1::Bag Get(const std::string& code, const std::string& viewer,
                        absl::Duration later = absl::ZeroDuration()) {
    campaign::v1::GetBagRequest request;
    request.set_share_code(code);
    const rpc::CallContext context = rig_.CallBy(viewer, SampleNow() + later);
    return rig_.Run(services_[0].GetBag(request, context)).value().bag();
  }
  absl::StatusOr<campaign::v1::ListBagOpeningsResponse> List(const std::string& code, const std::string& viewer,
                                                             int page_size = 0, const std::string& token = "") {
    campaign::v1::ListBagOpeningsRequest request;
    request.set_share_code(code);
    request.set_page_size(page_size);
    request.set_page_token(token);
    const rpc::CallContext context = rig_.CallBy(viewer, SampleNow());
    return rig_.Run(services_[0].ListBagOpenings(request, context));
  }
  OpenBagResponse::Outcome OutcomeOf(const std::string& code, const std::string& opener,
                                     absl::Duration later = absl::ZeroDuration()) {
    return Open(code, opener, later).value().outcome();
  }

  StoreRig rig_;
  contracts::FakeCouponCrediter crediter_;
  std::vector<LuckyBagService> services_;
};

std::vector<std::string> Friends(int count) {
  std::vector<std::string> friends;
  for (int i = 0; i < count; ++i) friends.push_back(absl::StrCat("friend", i));
  return friends;
}

int Count(const std::vector<Answer>& answers, OpenBagResponse::Outcome outcome) {
  return static_cast<int>(std::count_if(
      answers.begin(), answers.end(), [outcome](const Answer& answer) { return answer.value().outcome() == outcome; }));
}

TEST_F(LuckyBagServiceTest, AnOpenWhoseDeadlinePassesWhileTheBagIsReadTakesNothing) {
  const std::string code = PutBag(1);
  ASSERT_TRUE(rig_.Run(rig_.campaigns().Reload()).ok());
  campaign::v1::OpenBagRequest request;
  request.set_share_code(code);
  rpc::CallContext context = rig_.CallBy("friend", SampleNow());
  context.deadline = absl::Now() + absl::Milliseconds(50);
  rig_.StallUntil(context.deadline);
  EXPECT_EQ(rig_.Run(services_[0].OpenBag(request, context)).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Get(code, "friend").remaining(), 10);
}

TEST_F(LuckyBagServiceTest, AnOpenGivesACouponAndDrops) {
  crediter_.SetFirstTouch(true);
  const OpenBagResponse response = Open(PutBag(1), "friend").value();
  EXPECT_EQ(response.outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(response.coupon().coupon_id(), response.bag_id() + "-0");
  EXPECT_EQ(response.growth().drops(), 15) << "10, and 5 for a friend who has never ordered";
  EXPECT_EQ(response.remaining(), 9);
  EXPECT_TRUE(response.new_user());
}

TEST_F(LuckyBagServiceTest, NewFriendsCountAsSuchWhetherTheSnapshotIsOldOrNot) {
  EXPECT_FALSE(rig_.campaigns().snapshot()->rewards_new_friends());
  const std::string code = PutBag(1);
  EXPECT_EQ(Open(code, "friend1").value().growth().drops(), 15);
  EXPECT_TRUE(rig_.campaigns().snapshot()->rewards_new_friends());
  EXPECT_EQ(Open(code, "friend2").value().growth().drops(), 15);
}

TEST_F(LuckyBagServiceTest, WhoHasOrderedBringsNoExtra) {
  rig_.Command({"HSET", keys::User(partition::OfUser("friend"), "friend"), "p", "1"});
  EXPECT_EQ(Open(PutBag(1), "friend").value().growth().drops(), 10);
}

TEST_F(LuckyBagServiceTest, TheEventSaysWhatTheCallerWasTold) {
  const OpenBagResponse response = Open(PutBag(1), "friend").value();
  const std::vector<event::v1::Event> events = rig_.Events(partition());
  ASSERT_EQ(events.size(), 1u);
  const event::v1::BagOpened& opened = events[0].bag_opened();
  EXPECT_EQ(events[0].occurred_at_ms(), absl::ToUnixMillis(SampleNow()));
  EXPECT_EQ(opened.bag_id(), response.bag_id());
  EXPECT_EQ(opened.opener_id(), "friend");
  EXPECT_EQ(opened.sharer_id(), kSharer);
  EXPECT_EQ(opened.template_id(), response.coupon().template_id());
  EXPECT_EQ(opened.value_fen(), response.coupon().value_fen());
  EXPECT_EQ(opened.index(), 0u);
  EXPECT_EQ(opened.drops(), 15u);
  EXPECT_EQ(opened.helpers(), 1u);
  EXPECT_EQ(opened.free_coffee_template_id(), "free");
  EXPECT_EQ(opened.free_coffee_value_fen(), 2000);
  EXPECT_TRUE(opened.opener_is_new());

  const contracts::CouponCredit from_event = contracts::CreditFromEvent(events[0]);
  const contracts::CouponCredit& done = crediter_.credits().at(response.coupon().coupon_id());
  EXPECT_EQ(from_event.coupon_id, done.coupon_id);
  EXPECT_EQ(from_event.owner_id, done.owner_id);
  EXPECT_EQ(from_event.sharer_id, done.sharer_id);
  EXPECT_EQ(from_event.entry.SerializeAsString(), done.entry.SerializeAsString());
}

TEST_F(LuckyBagServiceTest, ARepeatGetsTheFirstAnswer) {
  const std::string code = PutBag(1);
  const OpenBagResponse first = Open(code, "friend").value();
  Open(code, "another").IgnoreError();
  const OpenBagResponse again = Open(code, "friend", absl::Hours(24 * 60)).value();
  EXPECT_EQ(again.outcome(), OpenBagResponse::OUTCOME_ALREADY_OPENED);
  EXPECT_EQ(again.coupon().coupon_id(), first.coupon().coupon_id());
  EXPECT_EQ(again.coupon().give_time().seconds(), first.coupon().give_time().seconds());
  EXPECT_EQ(again.growth().drops(), first.growth().drops());
  EXPECT_EQ(again.remaining(), 8);
  EXPECT_EQ(rig_.Events(partition()).size(), 2u);
}

TEST_F(LuckyBagServiceTest, OpensNothingOfAFrozenPartition) {
  const std::string code = PutBag(1);
  const partition::Freezing move{rig_.access().token(), partition(), "to node 2"};
  ASSERT_EQ(rig_.Run(partition::Freeze(rig_.access().client(), move)), absl::OkStatus());
  const absl::Status refused = Open(code, "friend").status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(refused.message(), HasSubstr(absl::StrCat("partition ", partition(), " is being moved")));
  EXPECT_EQ(rig_.Events(partition()).size(), 0);
  ASSERT_EQ(rig_.Run(partition::Thaw(rig_.access().client(), move)), absl::OkStatus());
  const OpenBagResponse opened = Open(code, "friend").value();
  EXPECT_EQ(opened.outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(opened.remaining(), 9);
}

TEST_F(LuckyBagServiceTest, ForgedCodesAndMissingBagsLookTheSame) {
  const absl::Status forged = Open(std::string(32, 'A'), "friend").status();
  EXPECT_EQ(forged.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Open("", "friend").status(), forged);
  EXPECT_EQ(Open(rig_.codec().Encode({.partition = 1, .bag_number = 77}), "friend").status(), forged);
  EXPECT_EQ(List(std::string(32, 'A'), "friend").status(), forged);
}

TEST_F(LuckyBagServiceTest, EveryReasonHasItsOutcome) {
  const std::string code = PutBag(1);
  EXPECT_EQ(OutcomeOf(code, kSharer), OpenBagResponse::OUTCOME_OWN_BAG);
  EXPECT_EQ(OutcomeOf(code, "late", absl::Hours(1)), OpenBagResponse::OUTCOME_EXPIRED);
  EXPECT_EQ(OutcomeOf(code, "late", absl::Hours(24 * 30)), OpenBagResponse::OUTCOME_CAMPAIGN_ENDED);
  rig_.SetState("spring", partition::CampaignRecordState::kPaused);
  EXPECT_EQ(OutcomeOf(code, "friend"), OpenBagResponse::OUTCOME_CAMPAIGN_PAUSED);
  EXPECT_EQ(Get(code, "friend").state(), campaign::v1::BAG_STATE_CAMPAIGN_PAUSED);
  rig_.SetState("spring", partition::CampaignRecordState::kEnded);
  EXPECT_EQ(OutcomeOf(code, "friend"), OpenBagResponse::OUTCOME_CAMPAIGN_ENDED);
  rig_.SetState("spring", partition::CampaignRecordState::kActive);
  rig_.Command({"HSET", keys::Bag(partition(), 1), "z", "1"});
  EXPECT_EQ(OutcomeOf(code, "friend"), OpenBagResponse::OUTCOME_CLOSED);
  EXPECT_TRUE(rig_.AllEvents().empty());
}

TEST_F(LuckyBagServiceTest, NoBagIsOpenedBeforeItWasGiven) {
  const OpenBagResponse response = Open(PutBag(1), "friend", -absl::Hours(24 * 365 * 60)).value();
  EXPECT_EQ(response.outcome(), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(response.coupon().give_time().seconds(), absl::ToUnixSeconds(SampleNow()));
  EXPECT_EQ(rig_.Events(partition())[0].occurred_at_ms(), absl::ToUnixMillis(SampleNow()));
}

TEST_F(LuckyBagServiceTest, AnEmptyBagIsEmpty) {
  const std::string code = PutBag(1);
  for (const std::string& opener : Friends(10)) EXPECT_EQ(OutcomeOf(code, opener), OpenBagResponse::OUTCOME_OPENED);
  EXPECT_EQ(OutcomeOf(code, "late"), OpenBagResponse::OUTCOME_EMPTY);
  EXPECT_EQ(Get(code, "late").state(), campaign::v1::BAG_STATE_EMPTY);
}

TEST_F(LuckyBagServiceTest, OneOpenMayFillMoreCupsThanAScriptTakesArguments) {
  campaign::v1::CampaignSpec spec = SampleSpec();
  spec.mutable_growth()->mutable_steps(0)->set_drops(2500);
  spec.mutable_growth()->mutable_steps(1)->set_drops(2600);
  spec.mutable_growth()->mutable_steps(2)->set_drops(2700);
  spec.mutable_growth()->set_drops_per_cup(1);
  rig_.Publish("spring", spec);
  const OpenBagResponse response = Open(PutBag(1, /*version=*/2), "friend").value();
  EXPECT_EQ(response.growth().cups_filled(), 2505);
  EXPECT_EQ(response.growth().free_coffee_value_fen(), 2505 * 2000);
  EXPECT_EQ(rig_.Command({"HLEN", keys::Wallet(partition(), kSharer)}).integer(), 2505);
  EXPECT_EQ(rig_.Command({"HEXISTS", keys::Wallet(partition(), kSharer), response.bag_id() + "-0f2504"}).integer(), 1);
}

TEST_F(LuckyBagServiceTest, AFailedCreditIsUnknownAndARepeatHealsIt) {
  const std::string code = PutBag(1);
  crediter_.FailWith(absl::UnavailableError("no answer"));
  EXPECT_EQ(Open(code, "friend").status().code(), absl::StatusCode::kUnavailable);
  crediter_.FailWith(absl::OkStatus());
  EXPECT_EQ(OutcomeOf(code, "friend"), OpenBagResponse::OUTCOME_ALREADY_OPENED);
  EXPECT_EQ(crediter_.credits().size(), 1u);
}

TEST_F(LuckyBagServiceTest, ManyOnTheLastCouponHaveOneWinner) {
  for (int callers : {64, 256}) {
    const std::string code = PutBag(callers);
    for (int i = 0; i < 9; ++i) Open(code, absl::StrCat("early", callers, "-", i)).IgnoreError();
    const std::vector<Answer> answers = OpenAtOnce(code, Friends(callers));
    EXPECT_EQ(Count(answers, OpenBagResponse::OUTCOME_OPENED), 1);
    EXPECT_EQ(Count(answers, OpenBagResponse::OUTCOME_EMPTY), callers - 1);
  }
}

TEST_F(LuckyBagServiceTest, OneOpenerManyTimesAtOnceGetsOneCoupon) {
  const std::vector<Answer> answers = OpenAtOnce(PutBag(1), std::vector<std::string>(64, "friend"));
  EXPECT_EQ(Count(answers, OpenBagResponse::OUTCOME_OPENED), 1);
  EXPECT_EQ(Count(answers, OpenBagResponse::OUTCOME_ALREADY_OPENED), 63);
  std::set<std::string> coupons;
  for (const Answer& answer : answers) coupons.insert(answer->coupon().coupon_id());
  EXPECT_EQ(coupons.size(), 1u);
  EXPECT_EQ(rig_.Events(partition()).size(), 1u);
}

TEST_F(LuckyBagServiceTest, WhoeverHoldsTheCodeSeesWhoseItIs) {
  const std::string code = PutBag(1);
  Open(code, "friend").IgnoreError();
  EXPECT_EQ(Get(code, "stranger").sharer_id(), kSharer);
  EXPECT_FALSE(Get(code, "stranger").own());
  EXPECT_FALSE(Get(code, "stranger").has_my_coupon());
  EXPECT_EQ(Get(code, "friend").sharer_id(), kSharer);
  EXPECT_TRUE(Get(code, "friend").has_my_coupon());
  const campaign::v1::Bag own = Get(code, kSharer);
  EXPECT_TRUE(own.own());
  EXPECT_EQ(own.remaining(), 9);
  EXPECT_EQ(own.contents_size(), 3);
  EXPECT_EQ(own.free_coffee().template_id(), own.growth().free_coffee_template_id());
  EXPECT_GT(own.free_coffee().value_fen(), 0);
  EXPECT_EQ(own.state(), campaign::v1::BAG_STATE_OPEN);
}

TEST_F(LuckyBagServiceTest, ListsOpeningsByPages) {
  const std::string code = PutBag(1);
  for (const std::string& opener : Friends(5)) Open(code, opener).IgnoreError();
  std::vector<std::string> seen;
  std::string token;
  do {
    const campaign::v1::ListBagOpeningsResponse page = List(code, kSharer, 2, token).value();
    for (const campaign::v1::BagOpening& opening : page.openings()) {
      EXPECT_EQ(opening.index(), static_cast<int>(seen.size()));
      seen.push_back(opening.opener_id());
    }
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(seen, Friends(5));
  EXPECT_THAT(List(code, kSharer, 0, "%").status().message(), HasSubstr("page_token"));
}

TEST_F(LuckyBagServiceTest, RefusesThePageTokenOfAnotherBag) {
  const std::string code = PutBag(1);
  for (const std::string& opener : Friends(2)) Open(code, opener).IgnoreError();
  const std::string token = List(code, kSharer, 1).value().next_page_token();
  EXPECT_EQ(List(code, kSharer, 1, token).status(), absl::OkStatus());
  const absl::Status refused = List(PutBag(2), kSharer, 1, token).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
  EXPECT_THAT(refused.message(), HasSubstr("of this same list"));
}

TEST_F(LuckyBagServiceTest, OpenersSeeOnlyThemselvesAmongOpenings) {
  const std::string code = PutBag(1);
  for (const std::string& opener : Friends(3)) Open(code, opener).IgnoreError();
  const campaign::v1::ListBagOpeningsResponse openings = List(code, "friend1").value();
  ASSERT_EQ(openings.openings_size(), 3);
  EXPECT_EQ(openings.openings(0).opener_id(), "");
  EXPECT_EQ(openings.openings(1).opener_id(), "friend1");
  EXPECT_TRUE(openings.openings(1).mine());
  EXPECT_FALSE(openings.openings(2).mine());
}

}  // namespace
}  // namespace fudai::lucky_bag
