#include "common/budget/books.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/budget/conservation.h"
#include "common/partition/store.h"
#include "common/testing/redis_server.h"

namespace fudai::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class BooksTest : public ::testing::Test {
 protected:
  BooksTest() : redis_(&loop_, Server().options()), store_(&redis_, "generation1") {
    Server().Reset();
    EXPECT_TRUE(RunTask(loop_, partition::InitializeStore(&redis_, "generation1")).ok());
  }

  static testsupport::RedisServer& Server() {
    static testsupport::RedisServer server;
    return server;
  }
  redis::Reply Command(std::vector<std::string> words) {
    const auto run = [](redis::Client* client,
                        std::vector<std::string> command) -> async::Task<absl::StatusOr<redis::Reply>> {
      redis::Pending pending = client->Command(command.front(), {}, {command.begin() + 1, command.end()});
      co_return co_await pending;
    };
    return RunTask(loop_, run(&redis_, std::move(words))).value();
  }
  Granted Grant(int partition, std::vector<Want> wants, int32_t version = 1) {
    return RunTask(loop_, store_.Grant({"spring", version, partition, std::move(wants)})).value();
  }
  int64_t Recall(std::vector<std::string> purses) {
    Recalled recalled = RunTask(loop_, store_.Recall("spring", std::move(purses))).value();
    return RunTask(loop_, store_.CallBack(std::move(recalled))).value();
  }
  std::map<std::string, Books> Read() {
    std::map<std::string, Books> books = RunTask(loop_, store_.ReadBooks("spring")).value();
    for (const auto& [purse, each] : books) EXPECT_THAT(Check(each).faults, IsEmpty()) << purse;
    return books;
  }

  async::Loop loop_;
  redis::Client redis_;
  BudgetStore store_;
};

TEST_F(BooksTest, LendsTheLeastOrA1024thOfWhatIsLeft) {
  EXPECT_THAT(Grant(7, {{"c", 1'024'000, 300}}).in_all_fen, ElementsAre(1'000)) << "a 1024th";
  EXPECT_THAT(Grant(7, {{"c", 1'024'000, 5'000}}).in_all_fen, ElementsAre(6'000)) << "the least";
  const Account account = Read().at("c").after;
  EXPECT_EQ(account.limit_fen, 1'024'000);
  EXPECT_EQ(account.left_fen, 1'018'000);
  EXPECT_EQ(account.granted_fen[7], 6'000);
}

TEST_F(BooksTest, LendsToTheLastFen) {
  EXPECT_THAT(Grant(7, {{"c", 1'000, 1'000}}).in_all_fen, ElementsAre(1'000));
  EXPECT_THAT(Grant(8, {{"c", 1'000, 1}}).dry, ElementsAre("c"));
}

TEST_F(BooksTest, LendsOfEveryPurseOrOfNone) {
  const Granted granted = Grant(7, {{"c", 10'000, 600}, {"t:tea", 500, 600}, {"t:cake", 599, 600}});
  EXPECT_THAT(granted.in_all_fen, IsEmpty());
  EXPECT_THAT(granted.dry, ElementsAre("t:tea", "t:cake"));
  const std::map<std::string, Books> books = Read();
  EXPECT_EQ(books.at("c").after.left_fen, 10'000) << "the other purses keep all";
  EXPECT_EQ(books.at("t:tea").after.left_fen, 500) << "each purse has its limit from now on";
  EXPECT_THAT(Grant(7, {{"c", 10'000, 600}, {"t:tea", 500, 500}}).in_all_fen, ElementsAre(600, 500));
}

TEST_F(BooksTest, ACallBackThatANewerOneHasOvertakenChangesNothing) {
  const auto recall = [this] { return RunTask(loop_, store_.Recall("spring", {"c"})).value(); };
  const auto call_back = [this](const Recalled& recalled) { return RunTask(loop_, store_.CallBack(recalled)).value(); };
  Grant(7, {{"c", 1'000, 400}});
  const Recalled older = recall();
  Grant(7, {{"c", 1'000, 300}});
  const Recalled newer = recall();
  EXPECT_EQ(call_back(newer), 700);
  EXPECT_EQ(call_back(older), 0);
  EXPECT_EQ(call_back(newer), 0) << "nor does a repeat";
  EXPECT_EQ(Read().at("c").after.left_fen, 1'000);
}

TEST_F(BooksTest, ANewerVersionsLimitHolds) {
  Grant(7, {{"c", 1'000, 400}}, /*version=*/2);
  EXPECT_THAT(Grant(7, {{"c", 9'000, 700}}, /*version=*/1).dry, ElementsAre("c")) << "an older version's does not";
  EXPECT_THAT(Grant(7, {{"c", 2'000, 700}}, /*version=*/3).in_all_fen, ElementsAre(1'100));
  EXPECT_THAT(Grant(7, {{"c", 500, 1}}, /*version=*/4).dry, ElementsAre("c")) << "below what was given";
  EXPECT_EQ(Read().at("c").after.left_fen, 500 - 1'100);
}

TEST_F(BooksTest, CallsBackWhatIsIdle) {
  for (int partition = 0; partition < 5; ++partition) Grant(partition, {{"c", 1'000, 100}, {"t:tea", 1'000, 10}});
  EXPECT_EQ(Recall({"c"}), 500) << "also what nobody has received";
  EXPECT_EQ(Recall({"c"}), 0);
  const std::map<std::string, Books> books = Read();
  EXPECT_EQ(books.at("c").after.left_fen, 1'000);
  EXPECT_EQ(books.at("t:tea").after.left_fen, 950) << "another purse";
}

// A server that dies between the two scripts of a recall leaves the account as it was.
TEST_F(BooksTest, ARecallThatWasLostHalfWayIsMadeGoodByTheNext) {
  Grant(3, {{"c", 1'000, 400}});
  const std::string account = partition::AccountKey(partition::OfUser("spring"), "spring");
  const std::string before(Command({"DUMP", account}).string());
  EXPECT_EQ(Recall({"c"}), 400);
  Command({"RESTORE", account, "0", before, "REPLACE"});
  EXPECT_EQ(Check(Read().at("c")).moving_fen, 400);
  EXPECT_EQ(Recall({"c"}), 400);
  EXPECT_EQ(Check(Read().at("c")).account_fen, 1'000);
}

TEST_F(BooksTest, ReadsNothingWhereNothingWasLent) { EXPECT_THAT(Read(), SizeIs(0)); }

TEST_F(BooksTest, RefusesAForeignStore) {
  BudgetStore foreign(&redis_, "generation2");
  const absl::Status granted = RunTask(loop_, foreign.Grant({"spring", 1, 7, {{"c", 1'000, 1}}})).status();
  EXPECT_EQ(granted.code(), absl::StatusCode::kFailedPrecondition) << granted;
}

TEST_F(BooksTest, NamesAnEscrowThatCannotBeRead) {
  Command({"HSET", partition::EscrowKey(7, "spring"), "c", "short"});
  const absl::Status read = RunTask(loop_, store_.ReadBooks("spring")).status();
  EXPECT_EQ(read, absl::DataLossError("an escrow has 5 bytes, not 32"));
}

}  // namespace
}  // namespace fudai::budget
