#include "services/admin/database/text_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

class TextListTest : public fudai::testsupport::DatabaseTest {
 protected:
  // Which of all texts are in a list, as the database tells them.
  std::vector<std::string> Found(const std::vector<std::string>& all, const std::vector<std::string>& list) {
    std::vector<std::string> found;
    const absl::Status undone = OpenNew()->Write([&](soci::session& sql) {
      for (const std::string& text : all) sql << "INSERT INTO facts VALUES (:text, '')", soci::use(text);
      const std::string value = TextList(sql, list);
      const soci::rowset<std::string> rows =
          (sql.prepare << absl::StrCat("SELECT name FROM facts WHERE name ", InTextList(sql, ":list")),
           soci::use(value, "list"));
      found.assign(rows.begin(), rows.end());
      return absl::CancelledError("enough");
    });
    EXPECT_TRUE(absl::IsCancelled(undone)) << undone;
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, TextListTest, BothDatabases(), DatabaseName);

TEST_P(TextListTest, HoldsTextsAsTheyAre) {
  const std::vector<std::string> odd = {"NULL",       "{}",         "[1]",  "a,b", R"(say "hi")",
                                        R"(\u0041\)", "two\nlines", "福袋", " "};
  EXPECT_THAT(Found(odd, odd), UnorderedElementsAreArray(odd));
}

TEST_P(TextListTest, HoldsAnyNumberOfThem) {
  std::vector<std::string> many;
  for (int i = 0; i < 3000; ++i) many.push_back(absl::StrCat("text-", i));
  EXPECT_THAT(Found({"text-0", "text-1234", "text-2999", "text-3000"}, many),
              UnorderedElementsAreArray({"text-0", "text-1234", "text-2999"}));
  EXPECT_THAT(Found({"text-0", ""}, {}), IsEmpty());
}

}  // namespace
}  // namespace fudai::database
