#include "services/admin/filter/list_query.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::filter {
namespace {

using admin::v1::ListPeopleRequest;
using admin::v1::Person;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

List PersonList() {
  return {.fields = FieldsOf(
              *Person::descriptor(),
              {{"name", "name"}, {"role", "role"}, {"disabled", "disabled"}, {"create_time", "created_at_ms"}}),
          .key = "name",
          .usual_order = "name",
          .sizes = {.usual = 50, .largest = 200}};
}

ListPeopleRequest Request(const std::string& filter, const std::string& order_by, int page_size = 0) {
  ListPeopleRequest request;
  request.set_filter(filter);
  request.set_order_by(order_by);
  request.set_page_size(page_size);
  return request;
}

absl::Status Refusal(const ListPeopleRequest& request) {
  return ListQuery::Parse(ListQuery::Asked::By(request), PersonList()).status();
}

// On a table of people a to f: created at 3, 3, 2, 2, 1, 1; a, c and e are owners, the others viewers; f is disabled.
class ListQueryTest : public testsupport::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    const absl::Status filled = database_->Write([](soci::session& sql) {
      for (int i = 0; i < 6; ++i) {
        sql << absl::StrCat("INSERT INTO people VALUES ('", std::string(1, 'a' + i), "', '', ", i % 2 == 0 ? 4 : 1,
                            ", ", i == 5 ? 1 : 0, ", '', ", 3 - i / 2, ", 0, 1)");
      }
      return absl::OkStatus();
    });
    ASSERT_TRUE(filled.ok()) << filled;
  }

  // The names on the page, and the token of the next one into `token`.
  std::vector<std::string> Page(const ListPeopleRequest& request, std::string* token) {
    const auto query = ListQuery::Parse(ListQuery::Asked::By(request), PersonList());
    EXPECT_TRUE(query.ok()) << query.status();
    std::vector<Person> people;
    const absl::Status read = database_->Read([&](soci::session& sql) {
      std::string name;
      long long created = 0;
      soci::statement statement(sql);
      statement.exchange(soci::into(name));
      statement.exchange(soci::into(created));
      query->Bind(statement);
      statement.alloc();
      statement.prepare(absl::StrCat("SELECT name, created_at_ms FROM people", query->Tail()));
      statement.define_and_bind();
      for (bool more = statement.execute(true); more; more = statement.fetch()) {
        people.emplace_back().set_name(name);
        *people.back().mutable_create_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(created);
      }
      return absl::OkStatus();
    });
    EXPECT_TRUE(read.ok()) << read;
    *token = query->EndPage(&people);
    std::vector<std::string> names;
    for (const Person& person : people) names.push_back(person.name());
    return names;
  }

  std::vector<std::string> All(ListPeopleRequest request) {
    std::vector<std::string> names;
    std::string token;
    do {
      request.set_page_token(token);
      for (std::string& name : Page(request, &token)) names.push_back(std::move(name));
    } while (!token.empty());
    return names;
  }

  std::unique_ptr<database::Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Databases, ListQueryTest, testsupport::BothDatabases(), testsupport::DatabaseName);

TEST_P(ListQueryTest, OrdersAndFiltersOnPagesOfEverySize) {
  for (int size = 1; size <= 7; ++size) {
    EXPECT_THAT(All(Request("", "", size)), ElementsAre("a", "b", "c", "d", "e", "f")) << size;
    EXPECT_THAT(All(Request("", "name desc", size)), ElementsAre("f", "e", "d", "c", "b", "a")) << size;
    EXPECT_THAT(All(Request("", "create_time", size)), ElementsAre("e", "f", "c", "d", "a", "b")) << size;
    EXPECT_THAT(All(Request("", " create_time  desc ", size)), ElementsAre("b", "a", "d", "c", "f", "e")) << size;
    EXPECT_THAT(All(Request("role = VIEWER AND disabled = false", "create_time", size)), ElementsAre("d", "b")) << size;
    EXPECT_THAT(All(Request("create_time >= 1970-01-01T00:00:00.002Z AND name != c", "", size)),
                ElementsAre("a", "b", "d"))
        << size;
  }
}

TEST_P(ListQueryTest, ValuesAreNeverSql) {
  EXPECT_THAT(All(Request("name = \"x' OR '1' = '1\"", "")), IsEmpty());
  EXPECT_THAT(All(Request("name = \"a\\\"; DROP TABLE people\"", "")), IsEmpty());
  EXPECT_EQ(All(Request("", "")).size(), 6u);
}

TEST(ListQueryErrorTest, OrderByNamesWhatIsRight) {
  for (const char* order_by : {"role", "disabled", "created", "name asc", "name desc desc", "name, create_time"}) {
    const absl::Status status = Refusal(Request("", order_by));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << order_by;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("it should be one of name, create_time, with \" desc\" after it for descending"));
  }
}

TEST_P(ListQueryTest, APageTokenBelongsToItsFilterAndOrder) {
  std::string token;
  Page(Request("", "", 2), &token);
  for (ListPeopleRequest other : {Request("role = OWNER", ""), Request("", "create_time")}) {
    other.set_page_token(token);
    EXPECT_EQ(Refusal(other).code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace fudai::filter
