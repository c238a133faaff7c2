#include "services/admin/stats/sharers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/admin/stats/people_fixture.h"

namespace fudai::stats {
namespace {

using admin::v1::ListSharersRequest;
using admin::v1::ListSharersResponse;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class SharersTest : public PeopleTest {
 protected:
  absl::StatusOr<ListSharersResponse> List(const ListSharersRequest& request, Names names = Names::kUserIds) {
    return database_->Read([&](soci::session& sql) { return ListSharers(sql, request, names); });
  }
  std::vector<std::string> Rows(const std::string& campaign_id) {
    ListSharersRequest request;
    request.set_campaign_id(campaign_id);
    const auto response = List(request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> rows;
    for (const auto& sharer : response->sharers()) rows.push_back(sharer.ShortDebugString());
    return rows;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, SharersTest, BothDatabases(), DatabaseName);

TEST_P(SharersTest, StandInTheOrderOfWhomTheyBrought) {
  GiveBag("ann", "bag1");
  GiveBag("ann", "bag2", "autumn");
  Open("bag1", "ann", 0, 2);
  Open("bag1", "ann", 1);
  Bring("ann", "ben");
  GiveBag("ben", "bag3");
  GiveBag("cid", "bag4");
  Open("bag4", "cid", 0);
  EXPECT_THAT(Rows("spring"), ElementsAre("user: \"ann\" bags: 1 openings: 2 brought: 1 free_coffees: 2",
                                          "user: \"cid\" bags: 1 openings: 1", "user: \"ben\" generation: 1 bags: 1"));
  EXPECT_THAT(Rows(""),
              ElementsAre(HasSubstr("\"ann\" bags: 2 openings: 2 brought: 1"), HasSubstr("cid"), HasSubstr("ben")));
  EXPECT_THAT(Rows("autumn"), ElementsAre("user: \"ann\" bags: 1"));
}

TEST_P(SharersTest, AreNotThoseWhoseBagsAreStillToBeCounted) {
  Open("bag1", "ann", 0);
  EXPECT_THAT(Rows("spring"), IsEmpty());
  GiveBag("ann", "bag1");
  EXPECT_THAT(Rows("spring"), ElementsAre("user: \"ann\" bags: 1 openings: 1"));
}

TEST_P(SharersTest, ComePageByPageInAnOrderThatStays) {
  for (int i = 0; i < 7; ++i) GiveBag(absl::StrCat("u", i), absl::StrCat("bag", i));
  for (int i = 0; i < 3; ++i) Open(absl::StrCat("bag", i), absl::StrCat("u", i), 0);
  std::vector<std::string> seen;
  ListSharersRequest request;
  request.set_campaign_id("spring");
  request.set_page_size(2);
  do {
    const auto page = List(request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->sharers_size(), seen.size() < 6 ? 2 : 1);
    for (const auto& sharer : page->sharers()) seen.push_back(sharer.user());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  request.set_page_size(0);
  const auto whole = List(request);
  std::vector<std::string> expected;
  for (const auto& sharer : whole->sharers()) expected.push_back(sharer.user());
  EXPECT_EQ(expected.size(), 7u);
  EXPECT_EQ(seen, expected);
}

TEST_P(SharersTest, StandUnderPseudonymsForMostRoles) {
  GiveBag("ann", "bag1");
  GiveBag("ben", "bag2");
  ListSharersRequest request;
  request.set_page_size(1);
  const auto page = List(request, Names::kPseudonyms);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->sharers(0).user(), MatchesRegex("u-[0-9a-z]{12}"));
  std::string token;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(page->next_page_token(), &token));
  EXPECT_THAT(token, AllOf(HasSubstr(page->sharers(0).user()), Not(HasSubstr("ann")), Not(HasSubstr("ben"))));
}

TEST_P(SharersTest, RefuseWhatIsNoPage) {
  ListSharersRequest request;
  request.set_page_size(-1);
  EXPECT_EQ(List(request).status().code(), absl::StatusCode::kInvalidArgument);
  request.set_page_size(1);
  request.set_page_token("abc");
  EXPECT_EQ(List(request).status().code(), absl::StatusCode::kInvalidArgument);
  request.Clear();
  request.set_campaign_id("nowhere");
  EXPECT_EQ(List(request).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fudai::stats
