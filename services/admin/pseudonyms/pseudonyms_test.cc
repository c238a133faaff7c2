#include "services/admin/pseudonyms/pseudonyms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::pseudonyms {
namespace {

using fudai::testsupport::BothDatabases;
using fudai::testsupport::DatabaseName;
using ::testing::MatchesRegex;

class PseudonymsTest : public fudai::testsupport::DatabaseTest {
 protected:
  static std::string Of(database::Database& database, const std::string& user_id) {
    std::string pseudonym;
    EXPECT_TRUE(database
                    .Read([&](soci::session& sql) {
                      pseudonym = Pseudonyms(sql).Of(user_id);
                      return absl::OkStatus();
                    })
                    .ok());
    return pseudonym;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, PseudonymsTest, BothDatabases(), DatabaseName);

TEST_P(PseudonymsTest, StayTheSameInADatabase) {
  const std::string url = NewUrl();
  std::string before;
  {
    const auto database = database::Database::Open(url);
    ASSERT_TRUE(database.ok()) << database.status();
    before = Of(**database, "ann");
  }
  const auto database = database::Database::Open(url);
  ASSERT_TRUE(database.ok()) << database.status();
  EXPECT_EQ(Of(**database, "ann"), before);
  EXPECT_THAT(before, MatchesRegex("u-[0-9a-hjkmnp-tv-z]{12}"));
}

TEST_P(PseudonymsTest, DifferBetweenDatabases) {
  const auto one = OpenNew(), other = OpenNew();
  EXPECT_NE(Of(*one, "ann"), Of(*other, "ann"));
}

TEST_P(PseudonymsTest, DifferBetweenUsers) {
  const auto database = OpenNew();
  std::set<std::string> seen;
  ASSERT_TRUE(database
                  ->Read([&](soci::session& sql) {
                    const Pseudonyms names(sql);
                    for (int i = 0; i < 100'000; ++i) seen.insert(names.Of(absl::StrCat("u", i)));
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(seen.size(), 100'000u);
}

}  // namespace
}  // namespace fudai::pseudonyms
