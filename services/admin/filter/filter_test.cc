#include "services/admin/filter/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fudai/admin/v1/audit.pb.h"
#include "fudai/admin/v1/people.pb.h"
#include "services/admin/filter/list_query.h"

namespace fudai::filter {
namespace {

using ::testing::HasSubstr;

std::vector<Field> PersonFields() {
  return FieldsOf(*admin::v1::Person::descriptor(),
                  {{"name", "name"}, {"role", "role"}, {"disabled", "disabled"}, {"create_time", "created_at_ms"}});
}

std::string Sql(absl::string_view filter) {
  const auto condition = Condition::Parse(filter, PersonFields());
  return condition.ok() ? condition->sql() : condition.status().ToString();
}

void ExpectRefusal(absl::string_view filter, const std::string& message) {
  const auto condition = Condition::Parse(filter, PersonFields());
  EXPECT_EQ(condition.status().code(), absl::StatusCode::kInvalidArgument) << filter;
  EXPECT_THAT(std::string(condition.status().message()), HasSubstr(message)) << filter;
}

TEST(FilterTest, AnEmptyOneHoldsAlways) {
  EXPECT_EQ(Sql(""), "");
  EXPECT_EQ(Sql("  "), "");
}

TEST(FilterTest, ComparisonsBecomeSqlWithParameters) {
  EXPECT_EQ(Sql("name = \"mei\""), "name = :filter0");
  EXPECT_EQ(Sql("name!='AND' AND role = OWNER AND disabled=false"),
            "name <> :filter0 AND role = :filter1 AND disabled = :filter2");
  EXPECT_EQ(Sql("create_time >= 2026-05-01T00:00:00Z AND create_time < \"2026-05-01T08:00:00+08:00\""),
            "created_at_ms >= :filter0 AND created_at_ms < :filter1");
  EXPECT_EQ(Sql("role = role_owner"), "role = :filter0");
}

TEST(FilterTest, SaysWhatIsWrongAndWhatIsRight) {
  ExpectRefusal("nickname = \"mei\"",
                "filter names the field \"nickname\"; the fields are name, role, disabled, create_time");
  ExpectRefusal("role = BOSS",
                "filter compares role with \"BOSS\"; it should be one of VIEWER, EDITOR, APPROVER, OWNER");
  ExpectRefusal("disabled = 1", "filter compares disabled with \"1\"; it should be true or false");
  ExpectRefusal("create_time > yesterday", "it should be a moment from 1970 on such as 2026-05-01T00:00:00Z");
  ExpectRefusal("name > mei", "filter compares name by \">\"; it should be = or !=");
  ExpectRefusal("create_time => 2026-05-01T00:00:00Z", "it should be = or !=, <, <=, > or >=");
  ExpectRefusal("name = mei OR name = ann", "filter has \"OR\" after a comparison; only AND can join them");
  ExpectRefusal("name = mei AND", "filter ends with AND; another comparison should follow");
  ExpectRefusal("name", "filter has no comparison after \"name\"");
  ExpectRefusal("name =", "filter has no value after name =");
  ExpectRefusal("= mei", "filter has \"=\" where a field should stand");
  ExpectRefusal("name = \"mei", "filter has no closing quotation mark");
  ExpectRefusal("(name = mei)", "filter has \"(\", which means nothing here");
  ExpectRefusal("name = mei; DROP TABLE people", "filter has \";\"");
  ExpectRefusal("name = \"mei\x80", "filter has no closing quotation mark for \"mei\\x80\"");
  ExpectRefusal(absl::string_view("name = \"m\0i\"", 12), "filter has a control character in a value");
  ExpectRefusal("name = \"m\\\ni\"", "filter has a control character in a value");
  ExpectRefusal(std::string(2001, 'x'), "filter has 2001 bytes; it should have at most 2000");
  std::string many = "name != a";
  for (int i = 0; i < 20; ++i) many += " AND name != a";
  ExpectRefusal(many, "filter has more than 20 comparisons");
}

}  // namespace
}  // namespace fudai::filter
