#include "services/admin/database/public_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace fudai::database {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PublicNameTest, HoldsNoPassword) {
  const std::pair<const char*, const char*> cases[] = {
      {"sqlite:/var/lib/fudai/admin.db", "sqlite:/var/lib/fudai/admin.db"},
      {"postgresql://fudai:secret@db.example:5432/admin", "postgresql://db.example:5432/admin"},
      {"postgresql://fudai@db.example/admin?password=secret", "postgresql://db.example/admin"},
      {"postgresql://db.example/admin?user=fudai&password=sec@secret&sslmode=require", "postgresql://db.example/admin"},
      {"postgresql://fudai:sec?secret@db.example/admin", "postgresql://db.example/admin"},
      {"postgresql:///admin?host=/run/postgresql&password=secret", "postgresql:///run/postgresql/admin"},
  };
  for (const auto& [url, name] : cases) {
    const auto found = PublicName(url);
    ASSERT_TRUE(found.ok()) << url << ": " << found.status();
    EXPECT_EQ(*found, name);
  }
}

TEST(PublicNameTest, ShowsNothingOfAUrlThatCannotBeRead) {
  for (const char* url : {
           "postgresql://fudai:12/secret@db.example/admin",
           "postgresql://fudai:secret/admin",
           "postgresql://fudai:se%secret@db.example/admin",
           "postgresql://db.example/admin?passwort=secret",
           "postgresql://fudai:x@secret@db.example/admin",
       }) {
    const absl::Status status = PublicName(url).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << url;
    EXPECT_THAT(std::string(status.message()), HasSubstr("it should be \"postgresql://user:password@host")) << url;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret"))) << url;
  }
}

TEST(PublicNameTest, ShowsTheBeginningOfOtherTexts) {
  const std::pair<const char*, const char*> cases[] = {
      {"admin.db", "\"admin.db\""},
      {"sqlite:", "\"sqlite:\""},
      {"host=db.example user=fudai password=secret", "\"host=…\""},
      {"postgres://fudai:secret@db.example/admin", "\"postgres:…\""},
      {"fudai:secret@db.example", "\"fudai:…\""},
  };
  for (const auto& [url, shown] : cases) {
    const absl::Status status = PublicName(url).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(shown));
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace fudai::database
