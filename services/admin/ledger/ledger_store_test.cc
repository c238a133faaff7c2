#include "services/admin/ledger/ledger_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <regex>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::ledger {
namespace {

using admin::v1::LedgerFilter;
using ::testing::HasSubstr;
using ::testing::Not;

// How SQLite goes about a query: it decides without looking at the rows.
class EntriesSqlTest : public fudai::testsupport::DatabaseTest {
 protected:
  std::string PlanOf(const LedgerFilter& filter, const Part& part) {
    const std::string query = std::regex_replace(EntriesSql(filter, part), std::regex(":[a-z]+"), "?");
    std::string plan;
    EXPECT_TRUE(OpenNew()
                    ->Read([&](soci::session& sql) {
                      const soci::rowset<soci::row> rows = (sql.prepare << absl::StrCat("EXPLAIN QUERY PLAN ", query));
                      for (const soci::row& row : rows) absl::StrAppend(&plan, row.get<std::string>(3), "\n");
                      return absl::OkStatus();
                    })
                    .ok());
    return plan;
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, EntriesSqlTest, ::testing::Values(fudai::testsupport::Backend::kSqlite));

// A filter of one campaign and one month, and of ids.
LedgerFilter Filter(const std::string& user_id, const std::string& bag_id, const std::string& coupon_id) {
  LedgerFilter filter;
  filter.set_campaign_id("spring");
  filter.mutable_start_time()->set_seconds(1);
  filter.mutable_end_time()->set_seconds(2);
  filter.set_user_id(user_id);
  filter.set_bag_id(bag_id);
  filter.set_coupon_id(coupon_id);
  return filter;
}

// All of the ledger, and an export's piece of it.
const Part kByTime = {.order = Order::kTime};
const Part kPiece = {.order = Order::kNumber, .last = Place{.partition = 255, .number = 9}};

TEST_P(EntriesSqlTest, FindsIdsByTheirIndexes) {
  for (const Part& part : {kByTime, kPiece}) {
    EXPECT_THAT(PlanOf(Filter("", "bag", ""), part), HasSubstr("ledger_by_bag_id (bag_id=?)"));
    EXPECT_THAT(PlanOf(Filter("", "", "bag-1"), part), HasSubstr("ledger_by_coupon_id (coupon_id=?)"));
    EXPECT_THAT(PlanOf(Filter("", "", "bag-1f0"), part), HasSubstr("ledger_by_coupon_id (coupon_id=?)"));
    const std::string of_user = PlanOf(Filter("ann", "", ""), part);
    EXPECT_THAT(of_user, HasSubstr("ledger_by_user_id (user_id=?"));
    EXPECT_THAT(of_user, HasSubstr("ledger_by_sharer_id (sharer_id=?"));
  }
}

// A page of somebody with very many entries takes no longer than one of somebody with few.
TEST_P(EntriesSqlTest, ReadsAUsersPageAlone) {
  const std::string plan = PlanOf(Filter("ann", "", ""), kByTime);
  EXPECT_THAT(plan, HasSubstr("ledger_by_user_id (user_id=? AND (occurred_at_ms,partition,number)>(?,?,?))"));
  EXPECT_THAT(plan, HasSubstr("ledger_by_sharer_id (sharer_id=? AND (occurred_at_ms,partition,number)>(?,?,?))"));
}

TEST_P(EntriesSqlTest, ReadsACampaignInItsOrder) {
  EXPECT_THAT(PlanOf(Filter("", "", ""), kByTime),
              HasSubstr("ledger_by_campaign (campaign_id=? AND occurred_at_ms>? AND occurred_at_ms<?)"));
}

TEST_P(EntriesSqlTest, ReadsNothingBesideAPiece) {
  const std::string exported = PlanOf(Filter("", "", ""), kPiece);
  EXPECT_THAT(exported, HasSubstr("((partition,number)>(?,?) AND (partition,number)<(?,?))"));
  EXPECT_THAT(exported, Not(HasSubstr("ORDER BY"))) << "nothing is left to be sorted";
}

}  // namespace
}  // namespace fudai::ledger
