#include "services/admin/stats/share_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/pseudonyms/pseudonyms.h"
#include "services/admin/stats/people_fixture.h"
#include "services/admin/stats/share_tree_store.h"

namespace fudai::stats {
namespace {

using admin::v1::GetShareTreeRequest;
using admin::v1::GetShareTreeResponse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class ShareTreeTest : public PeopleTest {
 protected:
  static GetShareTreeRequest RequestOf(const std::string& user, const std::string& campaign_id = "") {
    GetShareTreeRequest request;
    request.set_user(user);
    request.set_campaign_id(campaign_id);
    return request;
  }
  absl::StatusOr<GetShareTreeResponse> Ask(const GetShareTreeRequest& request, Names names = Names::kUserIds) {
    return database_->Read([&](soci::session& sql) { return ReadShareTree(sql, request, names); });
  }
  GetShareTreeResponse Tree(const GetShareTreeRequest& request, Names names = Names::kUserIds) {
    const auto response = Ask(request, names);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(GetShareTreeResponse());
  }
  // "user < parent's place, orders, touched" of each node.
  static std::vector<std::string> Nodes(const GetShareTreeResponse& tree) {
    std::vector<std::string> nodes;
    for (const auto& node : tree.nodes())
      nodes.push_back(absl::StrCat(node.user(), " < ", node.parent(), ", ", node.orders(), ", ", node.touched()));
    return nodes;
  }

  void Execute(const std::string& statement) {
    ASSERT_TRUE(database_
                    ->Write([&](soci::session& sql) {
                      sql << statement;
                      return absl::OkStatus();
                    })
                    .ok());
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, ShareTreeTest, BothDatabases(), DatabaseName);

// SQLite decides without looking at the rows.
TEST_P(ShareTreeTest, IsReadFromTheIndexAloneInSqlite) {
  if (GetParam() != fudai::testsupport::Backend::kSqlite) GTEST_SKIP() << "PostgreSQL decides by the rows";
  std::string plan;
  ASSERT_TRUE(
      database_
          ->Read([&plan](soci::session& sql) {
            const soci::rowset<soci::row> rows =
                (sql.prepare << absl::StrCat("EXPLAIN QUERY PLAN ", ShareTreeStore::ChildrenSql(sql, "spring")));
            for (const soci::row& row : rows) absl::StrAppend(&plan, row.get<std::string>(3), "\n");
            return absl::OkStatus();
          })
          .ok());
  EXPECT_THAT(plan, HasSubstr("USING COVERING INDEX customers_by_toucher (toucher_id=?)"));
}

TEST_P(ShareTreeTest, GrowsLevelByLevelInTheOrderOfTouches) {
  GiveBag("ann", "bag");
  Touch("ann", "cid", 3000);
  Touch("ann", "ben", 2000);
  Bring("cid", "eve");
  Touch("ben", "dan", 9000);
  Touch("dan", "fay", 9500);
  const GetShareTreeResponse tree = Tree(RequestOf("ann", "spring"));
  EXPECT_THAT(Nodes(tree), ElementsAre("ann < -1, 1, 2", "ben < 0, 0, 1", "cid < 0, 0, 1", "eve < 2, 1, 0",
                                       "dan < 1, 0, 1", "fay < 4, 0, 0"));
  EXPECT_FALSE(tree.nodes(0).has_touch_time()) << "ann came by herself";
  EXPECT_EQ(tree.nodes(1).touch_time().seconds(), kEventMs / 1000 + 2);
  EXPECT_FALSE(tree.truncated());
  EXPECT_EQ(Tree(RequestOf("cid")).nodes(0).touch_time().seconds(), kEventMs / 1000 + 3);
}

TEST_P(ShareTreeTest, HasTheTouchesOfItsCampaign) {
  GiveBag("ann", "bag");
  Touch("ann", "ben", 1000, "spring");
  Touch("ann", "cid", 2000, "autumn");
  EXPECT_THAT(Nodes(Tree(RequestOf("ann", "autumn"))), ElementsAre("ann < -1, 1, 1", "cid < 0, 0, 0"));
  EXPECT_EQ(Tree(RequestOf("ann")).nodes_size(), 3);
  EXPECT_EQ(Ask(RequestOf("ann", "nowhere")).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(ShareTreeTest, EndsAtTheMostNodes) {
  GiveBag("u0", "bag");
  for (int i = 1; i < 250; ++i) Touch(absl::StrCat("u", (i - 1) / 2), absl::StrCat("u", i), i * 1000);
  GetShareTreeRequest request = RequestOf("u0");
  const GetShareTreeResponse whole = Tree(request);
  ASSERT_EQ(whole.nodes_size(), 250);
  EXPECT_FALSE(whole.truncated());
  for (int i = 1; i < 250; ++i) {
    EXPECT_EQ(whole.nodes(i).user(), absl::StrCat("u", i));
    EXPECT_EQ(whole.nodes(i).parent(), (i - 1) / 2);
  }
  request.set_max_nodes(250);
  EXPECT_FALSE(Tree(request).truncated());
  for (const int most : {249, 101, 1}) {
    request.set_max_nodes(most);
    const GetShareTreeResponse cut = Tree(request);
    ASSERT_EQ(cut.nodes_size(), most);
    EXPECT_TRUE(cut.truncated());
    EXPECT_EQ(cut.nodes(most - 1).user(), absl::StrCat("u", most - 1)) << "those nearest to the root";
    for (int i = 0; i < most; ++i)
      EXPECT_EQ(cut.nodes(i).touched(), whole.nodes(i).touched()) << "of " << i << ", also where it was cut";
  }
  request.set_max_nodes(-1);
  EXPECT_EQ(Ask(request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(ShareTreeTest, NamesUsersByPseudonymsForMostRoles) {
  GiveBag("ann", "bag");
  Touch("ann", "ben");
  EXPECT_EQ(Ask(RequestOf("ann"), Names::kPseudonyms).status().code(), absl::StatusCode::kNotFound)
      << "whoever sees pseudonyms should not learn whether there is a user";
  std::string pseudonym;
  Execute("UPDATE customers SET orders = 7 WHERE user_id = 'ann'");
  ASSERT_TRUE(database_
                  ->Read([&](soci::session& sql) {
                    pseudonym = pseudonyms::Pseudonyms(sql).Of("ann");
                    return absl::OkStatus();
                  })
                  .ok());
  const GetShareTreeResponse tree = Tree(RequestOf(pseudonym), Names::kPseudonyms);
  ASSERT_EQ(tree.nodes_size(), 2);
  EXPECT_EQ(tree.nodes(0).user(), pseudonym);
  EXPECT_EQ(tree.nodes(0).orders(), 7);
  EXPECT_THAT(tree.nodes(1).user(), MatchesRegex("u-[0-9a-z]{12}"));
  EXPECT_EQ(Tree(RequestOf(pseudonym)).nodes(0).user(), "ann") << "an owner may ask by pseudonym too";
}

TEST_P(ShareTreeTest, DoesNotGuessWhomAPseudonymMeans) {
  GiveBag("ann", "bag");
  GiveBag("ben", "bag2");
  Execute("UPDATE customers SET pseudonym = 'u-shared'");
  const absl::Status failed = Ask(RequestOf("u-shared"), Names::kPseudonyms).status();
  EXPECT_EQ(failed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(failed.message()), HasSubstr("stands for two users"));
}

TEST_P(ShareTreeTest, EndsWhereTouchesGoRound) {
  GiveBag("ann", "bag");
  Touch("ann", "ben");
  Touch("ben", "ann");
  EXPECT_THAT(Nodes(Tree(RequestOf("ann"))), ElementsAre("ann < -1, 1, 1", "ben < 0, 0, 1"));
}

TEST_P(ShareTreeTest, NeedsARootThatIsKnown) {
  EXPECT_EQ(Ask(RequestOf("")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ask(RequestOf("two words")).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ask(RequestOf("nobody")).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fudai::stats
