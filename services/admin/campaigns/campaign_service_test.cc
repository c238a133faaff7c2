#include "services/admin/campaigns/campaign_service.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/admin/campaigns/campaign_fixture.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_events.h"

namespace fudai::campaigns {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

async::Task<bool> Await(async::Task<void> task) {
  co_await std::move(task);
  co_return true;
}

class CampaignServiceTest : public CampaignFixture {};
INSTANTIATE_TEST_SUITE_P(Databases, CampaignServiceTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(CampaignServiceTest, StoresADraft) {
  const auto created = Create("spring");
  ASSERT_TRUE(created.ok()) << created.status();
  const absl::StatusOr<Campaign> stored = Get("spring");
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*stored, created->campaign()));
  EXPECT_TRUE(MessageDifferencer::Equals(stored->spec(), MarchSpec()));
  EXPECT_EQ(stored->state(), CAMPAIGN_STATE_DRAFT);
  EXPECT_EQ(stored->version(), 1);
  EXPECT_EQ(stored->update_actor(), "mei");
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kActive), 0);
}

TEST_P(CampaignServiceTest, PublishesOverAConnectionThatRedisHasClosed) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  const auto kill = [](redis::Client* client) -> async::Task<absl::Status> {
    redis::Pending pending = client->Command("CLIENT", {}, {"KILL", "TYPE", "normal", "SKIPME", "yes"});
    co_return (co_await pending).status();
  };
  ASSERT_TRUE(RunTask(loop_, kill(&redis_)).ok());
  const absl::StatusOr<Campaign> paused = Pause("spring", "pause");
  EXPECT_TRUE(paused.ok()) << paused.status();
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kPaused), partition::kCount);
}

TEST_P(CampaignServiceTest, CreatesOnce) {
  const auto created = Create("spring");
  caller_->context().now += absl::Hours(1);
  const auto repeated = Create("spring");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(MessageDifferencer::Equals(repeated->campaign(), created->campaign()));
  campaign::v1::CampaignSpec other = MarchSpec();
  other.set_display_name("other");
  const absl::Status taken = Create("spring", other).status();
  EXPECT_EQ(taken.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(taken.message()), HasSubstr("campaign \"spring\" exists with another spec"));
}

TEST_P(CampaignServiceTest, RefusesAnInvalidSpecWithEveryError) {
  campaign::v1::CampaignSpec spec = MarchSpec();
  spec.clear_recipe();
  spec.set_time_zone("nowhere");
  spec.mutable_bag_life()->set_seconds(60 * 86'400);
  const absl::Status status = Create("Spring", spec).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("campaign_id: is \"Spring\""), HasSubstr("recipe: makes a bag of 0 coupons"),
                    HasSubstr("time_zone: is \"nowhere\""), Not(HasSubstr("bag_life"))))
      << "a warning is no reason";
  ValidateCampaignRequest request;
  *request.mutable_spec() = spec;
  EXPECT_EQ(caller_->Call<ValidateCampaignResponse>("ValidateCampaign", request)->findings_size(), 3);
}

TEST_P(CampaignServiceTest, WarnsOfACampaignThatIsOverAndStoresIt) {
  caller_->context().now = absl::FromUnixSeconds(MarchSpec().end_time().seconds());
  ValidateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  const auto response = caller_->Call<ValidateCampaignResponse>("ValidateCampaign", request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_GE(response->findings_size(), 1);
  const Finding& last = response->findings(response->findings_size() - 1);
  EXPECT_EQ(last.severity(), Finding::SEVERITY_WARNING);
  EXPECT_EQ(last.field(), "end_time");
  EXPECT_TRUE(Create("spring").ok());
}

TEST_P(CampaignServiceTest, NamesTheRuleOfWeChatThatIsBroken) {
  ValidateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  request.mutable_spec()->set_display_name("转发有礼");
  const auto response = caller_->Call<ValidateCampaignResponse>("ValidateCampaign", request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_GE(response->findings_size(), 1);
  EXPECT_EQ(response->findings(0).field(), "display_name");
  EXPECT_EQ(response->findings(0).rule(), "wechat.share-reward");
  EXPECT_EQ(response->findings(0).code(), "name_promises_for_sharing");
  EXPECT_EQ(response->findings(0).params().at("value"), "转发有礼");
  EXPECT_THAT(std::string(Create("spring", request.spec()).status().message()), HasSubstr("[wechat.share-reward]"));
}

TEST_P(CampaignServiceTest, EstimatesAtTheRateThatIsSaid) {
  EstimateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  request.set_open_rate_bp(4000);
  request.set_redemption_rate_bp(5000);
  request.set_orders_per_day(1000);
  const auto response = caller_->Call<EstimateCampaignResponse>("EstimateCampaign", request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_FALSE(response->has_history());
  EXPECT_EQ(response->orders_per_day(), 1000);
  EXPECT_EQ(response->worst_bag().free_coffees(), 5);
  EXPECT_EQ(response->per_order().max_liability_fen(), 55 * 300);
  EXPECT_EQ(response->per_day().max_liability_fen(), 55'000 * 300);
  EXPECT_EQ(response->per_day().max_liability_bound(), admin::v1::CampaignCost::BOUND_BAGS);
  EXPECT_EQ(response->per_day().expected_liability_fen(), 22'000 * 300);
  EXPECT_EQ(response->per_day().expected_cost_fen(), 11'000 * 300);
  // Of March's bags, one can be opened on several days.
  request.mutable_spec()->mutable_budget()->set_daily_fen(40 * 300);
  const auto capped = caller_->Call<EstimateCampaignResponse>("EstimateCampaign", request);
  ASSERT_TRUE(capped.ok()) << capped.status();
  EXPECT_EQ(capped->per_order().max_liability_fen(), 55 * 300);
  EXPECT_EQ(capped->per_day().max_liability_fen(), 40 * 300);
  EXPECT_EQ(capped->per_day().max_liability_bound(), admin::v1::CampaignCost::BOUND_DAILY_BUDGET);
}

TEST_P(CampaignServiceTest, EstimatesAtTheRateOfTheLedger) {
  EstimateCampaignRequest request;
  *request.mutable_spec() = MarchSpec();
  const auto estimate = [&] { return caller_->Call<EstimateCampaignResponse>("EstimateCampaign", request); };
  EXPECT_EQ(estimate().status().code(), absl::StatusCode::kFailedPrecondition);
  testsupport::FoldedEvents events;
  for (int i = 0; i < 6; ++i) {
    events.Fold(*database_, 0, testsupport::OrderEvent(absl::StrCat("o", i), i < 4 ? "u1" : "", 2000));
  }
  caller_->context().now = absl::FromUnixMillis(testsupport::kEventMs) + absl::Hours(48);
  const auto response = estimate();
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->history().days(), 2);
  EXPECT_EQ(response->history().orders(), 6);
  EXPECT_EQ(response->history().matching_orders(), 4);
  EXPECT_EQ(response->orders_per_day(), 2);
  EXPECT_EQ(response->per_day().max_liability_fen(), 2 * 55 * 300);
}

TEST_P(CampaignServiceTest, EstimatesNothingOfWhatIsInvalid) {
  EstimateCampaignRequest request;
  EXPECT_EQ(caller_->Call<EstimateCampaignResponse>("EstimateCampaign", request).status().code(),
            absl::StatusCode::kInvalidArgument);
  *request.mutable_spec() = MarchSpec();
  request.set_open_rate_bp(10'001);
  const absl::Status status = caller_->Call<EstimateCampaignResponse>("EstimateCampaign", request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("open_rate_bp is 10001"));
}

TEST_P(CampaignServiceTest, ReachesEveryPartition) {
  ASSERT_TRUE(Create("spring").ok());
  absl::StatusOr<Campaign> campaign = Publish("spring");
  ASSERT_TRUE(campaign.ok()) << campaign.status();
  EXPECT_EQ(campaign->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kActive), partition::kCount);
  EXPECT_EQ(RunTask(loop_, partition::ReadCatalogue(&redis_, kToken))->campaigns.size(), 1);

  EXPECT_EQ(Pause("spring", "r1")->state(), CAMPAIGN_STATE_PAUSED);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kPaused), partition::kCount);
  EXPECT_EQ(Resume("spring", "r2")->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kActive), partition::kCount);
  EXPECT_EQ(End("spring")->state(), CAMPAIGN_STATE_ENDED);
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kEnded), partition::kCount);
  EXPECT_EQ(End("spring")->state(), CAMPAIGN_STATE_ENDED);
  EXPECT_EQ(Publish("spring").status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_P(CampaignServiceTest, AnswersARepeatedRequestAsAtFirst) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Create("autumn").ok());
  ASSERT_TRUE(Publish("spring").ok());
  const absl::StatusOr<Campaign> first = Pause("spring", "r1");
  ASSERT_TRUE(Resume("spring", "r2").ok());
  const absl::StatusOr<Campaign> repeated = Pause("spring", "r1");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*repeated, *first));
  EXPECT_EQ(Get("spring")->state(), CAMPAIGN_STATE_ACTIVE);
  EXPECT_EQ(Pause("autumn", "r1").status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Resume("spring", "r1").status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_P(CampaignServiceTest, NeedsARequestId) {
  for (const std::string& id : {std::string(), std::string(65, 'x')}) {
    const absl::Status status = Pause("spring", id).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr("it should have 1 to 64"));
  }
}

TEST_P(CampaignServiceTest, RefusesIdsThatNoneCanHave) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  for (const std::string& id : {std::string("spring\0x", 8), std::string("spring ")}) {
    const absl::Status statuses[] = {Get(id).status(),          Publish(id).status(),         Pause(id, "r1").status(),
                                     Resume(id, "r1").status(), Pause("spring", id).status(), End(id).status()};
    for (const absl::Status& status : statuses) {
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
      EXPECT_THAT(std::string(status.message()), HasSubstr("printable ASCII characters without spaces"));
    }
  }
  EXPECT_EQ(Get("spring")->state(), CAMPAIGN_STATE_ACTIVE);
}

TEST_P(CampaignServiceTest, DoesNotKnowOthers) {
  for (const std::string& id : {std::string("spring"), std::string(), std::string(64, 'x')}) {
    EXPECT_EQ(Get(id).status().code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(Publish(id).status().code(), absl::StatusCode::kNotFound);
  }
}

TEST_P(CampaignServiceTest, FinishesOnARepeatWhatRedisMissed) {
  ASSERT_TRUE(Create("spring").ok());
  Server().Kill();
  const absl::Status unknown = Publish("spring").status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kUnavailable) << unknown;
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("the change is recorded"));
  Server().Start();
  absl::StatusOr<Campaign> repeated = Publish("spring");
  for (const absl::Time limit = absl::Now() + absl::Seconds(20); !repeated.ok() && absl::Now() < limit;)
    repeated = Publish("spring");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kActive), partition::kCount);
}

TEST_P(CampaignServiceTest, FinishesWithoutAnotherCallWhatRedisMissed) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  Server().Kill();
  EXPECT_EQ(Pause("spring", "r1").status().code(), absl::StatusCode::kUnavailable);
  Server().Start();
  const auto applied = [this] {
    return database_->Read([](soci::session& sql) { return FindUnapplied(sql); })->empty();
  };
  const auto ended = [&, limit = absl::Now() + absl::Seconds(20)] { return applied() || absl::Now() > limit; };
  const clock::SystemClock clock;
  EXPECT_TRUE(RunTask(
      loop_, Await(KeepFinishing({publisher_.get(), &publishing_, &loop_, &clock, absl::Milliseconds(1)}, ended))));
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kPaused), partition::kCount);
}

TEST_P(CampaignServiceTest, EndsItsFinishingWithinThePause) {
  int asked = 0;
  const auto ended = [&asked] { return ++asked > 1; };
  const clock::SystemClock clock;
  EXPECT_TRUE(
      RunTask(loop_, Await(KeepFinishing({publisher_.get(), &publishing_, &loop_, &clock, absl::Hours(24)}, ended))));
}

TEST_P(CampaignServiceTest, SaysThatNotEveryPartitionHasAChange) {
  ASSERT_TRUE(Create("spring").ok());
  Server().Reset();
  EXPECT_EQ(
      Publish("spring").status(),
      absl::UnavailableError("the change is recorded, and not every partition has it yet; it is tried again until "
                             "they do; a repeat of the call tells when"));
}

TEST_P(CampaignServiceTest, PausesAndResumesAgainUnderANewRequest) {
  ASSERT_TRUE(Create("spring").ok());
  ASSERT_TRUE(Publish("spring").ok());
  for (const char* request : {"r1", "r2"}) {
    const absl::StatusOr<Campaign> paused = Pause("spring", request);
    ASSERT_TRUE(paused.ok()) << paused.status();
    EXPECT_EQ(paused->state(), CAMPAIGN_STATE_PAUSED);
  }
  for (const char* request : {"r3", "r4"}) {
    const absl::StatusOr<Campaign> resumed = Resume("spring", request);
    ASSERT_TRUE(resumed.ok()) << resumed.status();
    EXPECT_EQ(resumed->state(), CAMPAIGN_STATE_ACTIVE);
  }
}

TEST_P(CampaignServiceTest, FinishesAtTheStartWhatACrashCutOff) {
  ASSERT_TRUE(Create("spring").ok());
  const Change change{.campaign_id = "spring",
                      .action = Action::kPublish,
                      .actor = {"mei", auth::Role::kEditor},
                      .now = caller_->context().now};
  ASSERT_TRUE(database_->Write([&](soci::session& sql) { return Record(sql, change, {}); }).ok());
  Restart(std::move(database_));
  EXPECT_TRUE(publisher_->Finish().ok());
  EXPECT_EQ(CountPartitions("spring", CampaignRecordState::kActive), partition::kCount);
  EXPECT_TRUE(database_->Read([](soci::session& sql) { return FindUnapplied(sql); })->empty());
}

TEST_P(CampaignServiceTest, ListsNewestFirstByPages) {
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    ASSERT_TRUE(Create(id).ok());
    if (*id != 'b') caller_->context().now += absl::Seconds(1);
  }
  std::string ids;
  ListCampaignsRequest request;
  request.set_page_size(2);
  int pages = 0;
  do {
    const auto page = caller_->Call<ListCampaignsResponse>("ListCampaigns", request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const Campaign& campaign : page->campaigns()) ids += campaign.campaign_id();
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(ids, "edcba");
  EXPECT_EQ(pages, 3);
  request.set_page_token("garbage");
  EXPECT_EQ(caller_->Call<ListCampaignsResponse>("ListCampaigns", request).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace fudai::campaigns
