#include "services/admin/database/capped_sum.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;

struct Sum {
  int64_t sum, units, together;
};

const std::vector<Sum>& Sums() {
  static const auto* sums = new std::vector<Sum>{
      {0, 0, 0},
      {3, 4, 7},
      {3, -4, -1},
      {kSumCap - 1, 1, kSumCap},
      {kSumCap - 5, 4, kSumCap - 1},
      {kSumCap - 5, 6, kSumCap},
      {-kSumCap + 5, -6, -kSumCap},
      {-kSumCap + 5, -4, -kSumCap + 1},
      {kSumCap - 1, -kSumCap + 1, 0},
      {kSumCap, -1, kSumCap},
      {-kSumCap, 1, -kSumCap},
      {-5, kSumCap, kSumCap},
      {5, -kSumCap, -kSumCap},
      {-1, kSumCap, kSumCap},
  };
  return *sums;
}

TEST(CappedSumTest, StaysAtItsEnds) {
  for (const Sum& expected : Sums()) {
    EXPECT_EQ(AddCapped(expected.sum, expected.units), expected.together) << expected.sum << " + " << expected.units;
  }
  EXPECT_EQ(AddCapped(-2, INT64_MAX), kSumCap);
  EXPECT_EQ(AddCapped(INT64_MIN, 1), INT64_MIN);
}

TEST(CappedSumTest, PutsHalvesTogether) {
  EXPECT_EQ(Capped(0, 1000, 7), 7);
  EXPECT_EQ(Capped(-3, 1000, -7), -3007);
  EXPECT_EQ(Capped(kSumCap / 1000, 1000, kSumCap % 1000), kSumCap);
  EXPECT_EQ(Capped(kSumCap / 1000, 1000, 5000), kSumCap);
  EXPECT_EQ(Capped(-kSumCap / 1000, 1000, -5000), -kSumCap);
}

class CappedSumSqlTest : public fudai::testsupport::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, CappedSumSqlTest, BothDatabases(), DatabaseName);

TEST_P(CappedSumSqlTest, AgreesWithTheSumInMemory) {
  auto database = OpenNew();
  for (const Sum& expected : Sums()) {
    const absl::StatusOr<int64_t> together = database->Write([&](soci::session& sql) -> absl::StatusOr<int64_t> {
      long long sum = expected.sum, units = expected.units;
      sql << "INSERT INTO totals VALUES ('c', 1, :sum)", soci::use(sum);
      sql << "INSERT INTO totals VALUES ('c', 1, :units) ON CONFLICT (campaign_id, counter) DO UPDATE SET value = " +
                 AddCappedSql("totals.value", "excluded.value"),
          soci::use(units);
      sql << "SELECT value FROM totals", soci::into(sum);
      sql << "DELETE FROM totals";
      return sum;
    });
    ASSERT_TRUE(together.ok()) << together.status();
    EXPECT_EQ(*together, expected.together) << expected.sum << " + " << expected.units;
  }
}

}  // namespace
}  // namespace fudai::database
