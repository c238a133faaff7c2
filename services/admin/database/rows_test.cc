#include "services/admin/database/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

using Row = std::tuple<std::string, long long, long long>;
using Key = std::tuple<std::string, long long>;

constexpr char kAdd[] =
    "INSERT INTO totals {rows} ON CONFLICT (campaign_id, counter) DO UPDATE SET value = totals.value + excluded.value";
constexpr char kFind[] =
    "SELECT campaign_id, counter, value FROM totals WHERE (campaign_id, counter) IN ({rows})"
    " ORDER BY campaign_id, counter";

class RowsTest : public fudai::testsupport::DatabaseTest {
 protected:
  // Runs within a transaction, which is undone.
  void Use(const std::function<void(soci::session&)>& act) {
    ASSERT_TRUE(OpenNew()
                    ->Write([&act](soci::session& sql) {
                      act(sql);
                      return absl::CancelledError("enough");
                    })
                    .code() == absl::StatusCode::kCancelled);
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, RowsTest, BothDatabases(), DatabaseName);

TEST_P(RowsTest, WritesAndFindsEachOfMoreThanAStatementCarries) {
  std::vector<Row> rows;
  std::vector<Key> keys;
  for (int i = 0; i < 12345; ++i) {
    rows.emplace_back(absl::StrCat("c", i % 7), i, i * 1'000'000'000'000);
    if (i % 5 == 0) keys.emplace_back(absl::StrCat("c", i % 7), i);
  }
  Use([&](soci::session& sql) {
    EXPECT_EQ(RunWithRows(sql, kAdd, rows), 12345);
    std::vector<Row> found = SelectByRows<Row>(sql, kFind, keys);
    ASSERT_EQ(found.size(), keys.size());
    for (const auto& [campaign_id, counter, value] : found) {
      EXPECT_EQ(campaign_id, absl::StrCat("c", counter % 7));
      EXPECT_EQ(value, counter * 1'000'000'000'000);
    }
  });
}

TEST_P(RowsTest, ChangesWhatIsThere) {
  Use([](soci::session& sql) {
    RunWithRows(sql, kAdd, std::vector<Row>{{"a", 1, 5}, {"b", 1, 7}});
    EXPECT_EQ(RunWithRows(sql, kAdd, std::vector<Row>{{"b", 1, -7}, {"it's", 2, 1}}), 2);
    EXPECT_THAT(SelectByRows<Row>(sql, kFind, std::vector<Key>{{"a", 1}, {"b", 1}, {"it's", 2}, {"a", 2}}),
                UnorderedElementsAre(Row("a", 1, 5), Row("b", 1, 0), Row("it's", 2, 1)));
  });
}

TEST_P(RowsTest, CarriesTextsAsTheyAre) {
  const std::vector<std::string> texts = {"",           "NULL", "{}", "a,b", R"(say "hi")", R"(back\slash\)",
                                          "two\nlines", "福袋", " "};
  std::vector<Row> rows;
  std::vector<Key> keys;
  for (const std::string& text : texts) {
    rows.emplace_back(text, -1, -7);
    keys.emplace_back(text, -1);
  }
  Use([&](soci::session& sql) {
    RunWithRows(sql, kAdd, rows);
    EXPECT_THAT(SelectByRows<Row>(sql, kFind, keys), UnorderedElementsAreArray(rows));
  });
}

TEST_P(RowsTest, TellsHowManyWereChanged) {
  Use([](soci::session& sql) {
    const std::vector<std::tuple<long long, long long, long long>> moves = {{3, 0, 8}, {4, 1, 9}, {5, 0, 2}};
    EXPECT_EQ(RunWithRows(sql,
                          "UPDATE offsets SET folded = given.column3 FROM ({rows}) AS given"
                          " WHERE partition = given.column1 AND folded = given.column2",
                          moves),
              2);
    EXPECT_THAT((SelectByRows<std::tuple<long long>>(sql, "SELECT folded FROM offsets WHERE partition IN ({rows})",
                                                     std::vector<std::tuple<long long>>{{3}, {4}, {5}})),
                UnorderedElementsAre(std::tuple(8), std::tuple(0), std::tuple(2)));
  });
}

TEST_P(RowsTest, DoesNothingWithoutRows) {
  Use([](soci::session& sql) {
    EXPECT_EQ(RunWithRows(sql, kAdd, std::vector<Row>()), 0);
    EXPECT_THAT(SelectByRows<Row>(sql, kFind, std::vector<Key>()), IsEmpty());
  });
}

}  // namespace
}  // namespace fudai::database
