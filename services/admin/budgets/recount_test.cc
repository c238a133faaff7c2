#include "services/admin/budgets/recount.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/test_campaigns.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::budgets {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the databases and events of tests.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Shanghai's 1 March 2026, on which events happen unless they say otherwise, and the day after it.
constexpr char kFirstDay[] = "d:20513";
constexpr char kSecondDay[] = "d:20514";
constexpr int64_t kDayMs = 86'400'000;

class RecountTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
  }
  std::map<std::string, Recounted> Read(const std::set<std::string>& purses) {
    const auto read = [&](soci::session& sql) -> absl::StatusOr<std::map<std::string, Recounted>> {
      return Recount(sql, "spring", MarchSpec(), purses);
    };
    return database_->Read(read).value();
  }

  std::unique_ptr<database::Database> database_;
  FoldedEvents folded_;
};
INSTANTIATE_TEST_SUITE_P(Databases, RecountTest, BothDatabases(), DatabaseName);

TEST_P(RecountTest, SumsTheEventsOfEachCap) {
  folded_.Fold(*database_, 1, OpenEvent("bag", 0, "u1"));
  folded_.Fold(*database_, 1, OpenEvent("bag", 1, "u2"), kDayMs);
  folded_.Fold(*database_, 2, OpenEvent("other", 0, "u2"), kDayMs);
  folded_.Fold(*database_, 1, ExpiryEvent(), 9 * kDayMs);
  std::map<std::string, Recounted> recount = Read({"c", kFirstDay, kSecondDay, "t:latte"});
  EXPECT_EQ(recount["c"].issued_fen, 900);
  EXPECT_EQ(recount["c"].returned_fen, 900);
  EXPECT_EQ(recount[kFirstDay].issued_fen, 300);
  EXPECT_EQ(recount[kSecondDay].issued_fen, 600);
  EXPECT_EQ(recount["t:latte"].issued_fen, 900);
  EXPECT_FALSE(recount["t:latte"].returned_fen.has_value());
}

TEST(CompareTest, TakesWhatLiesBetweenTheReadings) {
  budget::Conservation before{.issued_fen = 300, .returned_fen = 100};
  budget::Conservation after{.issued_fen = 600, .returned_fen = 200};
  for (const int64_t issued : {300, 500, 600}) EXPECT_THAT(Compare({issued, 100}, before, after), IsEmpty());
  EXPECT_THAT(Compare({299, 100}, before, after),
              ElementsAre(HasSubstr("has issued 600 fen, and the ledger's events come to 299")));
  EXPECT_THAT(Compare({601, std::nullopt}, before, after), ElementsAre(HasSubstr("come to 601")));
  EXPECT_THAT(Compare({500, 99}, before, after),
              ElementsAre(HasSubstr("has returned 200 fen, and the ledger's events come to 99")));
}

}  // namespace
}  // namespace fudai::budgets
