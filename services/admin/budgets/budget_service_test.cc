#include "services/admin/budgets/budget_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/budget/books.h"
#include "common/partition/store.h"
#include "common/testing/redis_server.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::budgets {
namespace {

using namespace admin::v1;           // NOLINT(google-build-using-namespace): the messages of the API.
using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the databases of tests.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BudgetServiceTest : public DatabaseTest {
 protected:
  BudgetServiceTest() : redis_(&loop_, Server().options()), readers_(1), store_(&redis_, "generation1") {
    Server().Reset();
    EXPECT_TRUE(RunTask(loop_, partition::InitializeStore(&redis_, "generation1")).ok());
  }

  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) Begin(CappedSpec());
  }

  static campaign::v1::CampaignSpec CappedSpec() {
    campaign::v1::CampaignSpec spec = MarchSpec();
    spec.mutable_budget()->set_total_fen(10'000);
    spec.mutable_budget()->set_daily_fen(2'000);
    spec.mutable_templates(0)->set_budget_fen(500);
    return spec;
  }
  static campaign::v1::CampaignSpec CappedInAllSpec() {
    campaign::v1::CampaignSpec spec = MarchSpec();
    spec.mutable_budget()->set_total_fen(10'000);
    return spec;
  }
  // A new database, with campaign "spring" in it.
  void Begin(const campaign::v1::CampaignSpec& spec) {
    database_ = OpenNew();
    service_ =
        std::make_unique<BudgetService>(database_.get(), &readers_, BudgetService::Store{&redis_, "generation1"});
    caller_ = std::make_unique<MethodCaller>(&loop_, service_->Methods());
    Campaign campaign;
    campaign.set_campaign_id("spring");
    campaign.set_version(1);
    *campaign.mutable_spec() = spec;
    ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, campaign); }).ok());
  }

  static RedisServer& Server() {
    static RedisServer server;
    return server;
  }
  absl::StatusOr<VerifyConservationResponse> Verify(const std::string& campaign_id) {
    VerifyConservationRequest request;
    request.set_campaign_id(campaign_id);
    return caller_->Call<VerifyConservationResponse>("VerifyConservation", request);
  }
  absl::StatusOr<GetBudgetResponse> Get(const std::string& campaign_id) {
    GetBudgetRequest request;
    request.set_campaign_id(campaign_id);
    return caller_->Call<GetBudgetResponse>("GetBudget", request);
  }
  absl::StatusOr<BatchGetBudgetsResponse> GetAll(const std::vector<std::string>& campaign_ids) {
    BatchGetBudgetsRequest request;
    request.mutable_campaign_ids()->Assign(campaign_ids.begin(), campaign_ids.end());
    return caller_->Call<BatchGetBudgetsResponse>("BatchGetBudgets", request);
  }
  void Grant(int partition, const std::string& purse, int64_t limit_fen, int64_t fen) {
    ASSERT_TRUE(RunTask(loop_, store_.Grant({"spring", 1, partition, {{purse, limit_fen, fen}}})).ok());
  }
  // Has a partition's escrow hold this, as claims would have left it.
  void Receive(int partition, const std::string& purse, const budget::Escrow& escrow) {
    std::string packed;
    for (const int64_t fen : {escrow.received_fen, escrow.issued_fen, escrow.returned_fen, escrow.recalled_fen}) {
      for (int byte = 0; byte < 8; ++byte) packed += static_cast<char>(fen >> (8 * byte));
    }
    Spoil({"HSET", partition::EscrowKey(partition, "spring"), purse, packed});
  }
  // Has the store give 300 fen under the campaign's cap, in an event of partition 3 that the ledger does not have yet.
  void OpenABag() {
    Begin(CappedInAllSpec());
    Grant(3, "c", 10'000, 900);
    Receive(3, "c", {.received_fen = 900, .issued_fen = 300});
    Spoil({"HSET", partition::HeaderKey(3), "ev", "1"});
  }
  void Spoil(std::vector<std::string> words) {
    ASSERT_TRUE(
        RunTask(loop_,
                [](redis::Client* client, std::vector<std::string> command) -> async::Task<absl::Status> {
                  redis::Pending pending = client->Command(command.front(), {}, {command.begin() + 1, command.end()});
                  const absl::StatusOr<redis::Reply> reply = co_await pending;
                  co_return reply.status();
                }(&redis_, std::move(words)))
            .ok());
  }

  async::Loop loop_;
  redis::Client redis_;
  async::BlockingPool readers_;
  budget::BudgetStore store_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<BudgetService> service_;
  std::unique_ptr<MethodCaller> caller_;
  FoldedEvents folded_;
};

TEST_P(BudgetServiceTest, AnswersWithEachTermOfEachCap) {
  EXPECT_EQ(Verify("spring").value().balances_size(), 0) << "nothing has been lent";
  Grant(3, "c", 10'000, 900);
  Grant(5, "c", 10'000, 100);
  Grant(3, "d:20538", 2'000, 700);
  Grant(3, "t:latte", 500, 500);
  const auto recalled = RunTask(loop_, store_.Recall("spring", {"c"}));
  ASSERT_TRUE(recalled.ok() && RunTask(loop_, store_.CallBack(*recalled)).ok());
  Grant(3, "c", 10'000, 300);
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_TRUE(response.holds());
  ASSERT_EQ(response.balances_size(), 3);
  EXPECT_EQ(response.balances(0).cap(), "campaign");
  EXPECT_EQ(response.balances(0).limit_fen(), 10'000);
  EXPECT_EQ(response.balances(0).account_fen(), 9'700);
  EXPECT_EQ(response.balances(0).moving_fen(), 300);
  ASSERT_EQ(response.balances(0).partitions_size(), 2);
  EXPECT_EQ(response.balances(0).partitions(0).granted_fen(), 1'200);
  EXPECT_EQ(response.balances(0).partitions(0).recalled_fen(), 900);
  EXPECT_EQ(response.balances(1).cap(), "day 2026-03-26");
  EXPECT_EQ(response.balances(2).cap(), "template latte");
}

TEST_P(BudgetServiceTest, LeavesOutCapsThatWereLifted) {
  for (const char* purse : {"c", "d:20538", "t:latte"}) Grant(3, purse, 10'000, 900);
  Spoil({"HINCRBY", partition::AccountKey(partition::OfUser("spring"), "spring"), "l:d:20538", "1"});
  EXPECT_EQ(Verify("spring").value().balances_size(), 3);
  EXPECT_FALSE(Verify("spring").value().holds());
  campaign::v1::CampaignSpec spec = CappedSpec();
  spec.mutable_budget()->clear_daily_fen();
  spec.mutable_templates(0)->clear_budget_fen();
  Begin(spec);
  const VerifyConservationResponse response = Verify("spring").value();
  ASSERT_EQ(response.balances_size(), 1);
  EXPECT_EQ(response.balances(0).cap(), "campaign");
  EXPECT_TRUE(response.holds());
}

// cap_uses_test.cc has the numbers.
TEST_P(BudgetServiceTest, ShowsWhatTheCapsStillAllow) {
  EXPECT_EQ(Get("spring").value().caps_size(), 3);
  EXPECT_EQ(Get("winter").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get("no such").status().code(), absl::StatusCode::kInvalidArgument);
  Server().Reset();
  EXPECT_EQ(Get("spring").status().code(), absl::StatusCode::kUnavailable) << "the store is empty";
}

TEST_P(BudgetServiceTest, ShowsSeveralCampaignsAtOnce) {
  Campaign winter;
  winter.set_campaign_id("winter");
  winter.set_version(1);
  *winter.mutable_spec() = CappedInAllSpec();
  ASSERT_TRUE(database_->Write([&](soci::session& sql) { return campaigns::InsertCampaign(sql, winter); }).ok());
  Grant(3, "c", 10'000, 900);
  Receive(3, "c", {.received_fen = 900, .issued_fen = 300});
  const BatchGetBudgetsResponse response = GetAll({"winter", "spring"}).value();
  ASSERT_EQ(response.budgets_size(), 2);
  EXPECT_EQ(response.budgets(0).SerializeAsString(), Get("winter")->SerializeAsString());
  EXPECT_EQ(response.budgets(1).SerializeAsString(), Get("spring")->SerializeAsString());
  EXPECT_EQ(response.budgets(0).caps(0).given_fen(), 0);
  EXPECT_EQ(response.budgets(1).caps(0).given_fen(), 300);
}

TEST_P(BudgetServiceTest, RefusesABatchOfWhichItKnowsNotAll) {
  EXPECT_EQ(GetAll({"spring", "winter"}).status().message(), Get("winter").status().message());
  EXPECT_EQ(GetAll({"spring", "winter"}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(GetAll({"spring", "spring"}).status().message(),
            "campaign_ids[1] is \"spring\" again; it should be there once");
  EXPECT_THAT(std::string(GetAll({"no such"}).status().message()), HasSubstr("campaign_ids[0] is \"no such\""));
  for (const size_t count : {0, 101}) {
    EXPECT_EQ(GetAll(std::vector<std::string>(count, "spring")).status().message(),
              absl::StrCat("campaign_ids names ", count, " campaigns; it should name 1 to 100"));
  }
}

TEST_P(BudgetServiceTest, NamesWhatBreaksTheLaw) {
  Grant(3, "c", 10'000, 900);
  Spoil({"HINCRBY", partition::AccountKey(partition::OfUser("spring"), "spring"), "l:c", "1"});
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_FALSE(response.holds());
  EXPECT_THAT(response.balances(0).faults(0),
              HasSubstr("9101 fen left and 900 lent out, which is not its limit of 10000"));
}

TEST_P(BudgetServiceTest, HoldsWhatWasIssuedAgainstTheLedger) {
  OpenABag();
  folded_.Fold(*database_, 3, OpenEvent("bag", 0, "u1"));
  const VerifyConservationResponse right = Verify("spring").value();
  EXPECT_TRUE(right.holds());
  EXPECT_EQ(right.balances(0).ledger_issued_fen(), 300);
  EXPECT_EQ(right.balances(0).ledger_returned_fen(), 0);

  Receive(3, "c", {.received_fen = 900, .issued_fen = 200});
  EXPECT_THAT(Verify("spring").value().balances(0).faults(),
              ElementsAre("the store has issued 200 fen, and the ledger's events come to 300"));
  Receive(3, "c", {.received_fen = 900, .issued_fen = 300, .returned_fen = 100});
  EXPECT_THAT(Verify("spring").value().balances(0).faults(),
              ElementsAre("the store has returned 100 fen, and the ledger's events come to 0"));
  Spoil({"DEL", partition::EscrowKey(3, "spring")});
  EXPECT_THAT(Verify("spring").value().balances(0).faults(),
              ElementsAre("the store has issued 0 fen, and the ledger's events come to 300"));
}

TEST_P(BudgetServiceTest, NamesACapWhoseBooksAreGone) {
  Begin(CappedInAllSpec());
  folded_.Fold(*database_, 3, OpenEvent("bag", 0, "u1"));
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_FALSE(response.holds());
  ASSERT_EQ(response.balances_size(), 1);
  EXPECT_EQ(response.balances(0).cap(), "campaign");
  EXPECT_THAT(response.balances(0).faults(),
              ElementsAre("the store has issued 0 fen, and the ledger's events come to 300"));
}

TEST_P(BudgetServiceTest, WaitsForTheLedger) {
  OpenABag();
  caller_->context().interrupted = [this] {
    folded_.Fold(*database_, 3, OpenEvent("bag", 0, "u1"));
    return false;
  };
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_TRUE(response.holds());
  EXPECT_EQ(response.pending_events(), 0);
  EXPECT_EQ(response.balances(0).ledger_issued_fen(), 300);
}

TEST_P(BudgetServiceTest, ComparesNothingWithALedgerThatIsBehind) {
  OpenABag();
  caller_->context().interrupted = [] { return true; };
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_TRUE(response.holds());
  EXPECT_EQ(response.pending_events(), 1);
  EXPECT_EQ(response.balances(0).issued_fen(), 300);
  EXPECT_EQ(response.balances(0).ledger_issued_fen(), 0);
}

TEST_P(BudgetServiceTest, ComparesNothingWithNumbersThatAreCountedAnew) {
  OpenABag();
  folded_.Fold(*database_, 3, OpenEvent("bag", 0, "u1"));
  ASSERT_TRUE(database_
                  ->Write([](soci::session& sql) {
                    sql << "DELETE FROM totals";
                    sql << "UPDATE offsets SET counted = 0";
                    return absl::OkStatus();
                  })
                  .ok());
  caller_->context().interrupted = [] { return true; };
  const VerifyConservationResponse response = Verify("spring").value();
  EXPECT_TRUE(response.holds());
  EXPECT_EQ(response.pending_events(), 1);
}

TEST_P(BudgetServiceTest, NamesTheCampaignThatThereIsNot) {
  EXPECT_EQ(Verify("winter").status().code(), absl::StatusCode::kNotFound);
}

TEST_P(BudgetServiceTest, AnArchivedCampaignHasNoBudgetToVerify) {
  const auto archive = [](soci::session& sql) {
    campaigns::StoredCampaign stored = campaigns::FindCampaign(sql, "spring").value();
    stored.campaign.set_state(admin::v1::CAMPAIGN_STATE_ARCHIVED);
    campaigns::SaveCampaign(sql, &stored);
    return absl::OkStatus();
  };
  ASSERT_TRUE(database_->Write(archive).ok());
  EXPECT_EQ(Get("spring").status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Verify("spring").status(), Get("spring").status());
}

TEST_P(BudgetServiceTest, RefusesAnIdThatNoCampaignCanHave) {
  EXPECT_EQ(Verify(std::string("spring\0x", 8)).status().code(), absl::StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Databases, BudgetServiceTest, BothDatabases(), DatabaseName);

}  // namespace
}  // namespace fudai::budgets
