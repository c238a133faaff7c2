#include "services/admin/ids/ids.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace fudai::ids {
namespace {

TEST(CheckIdTest, TakesPrintableAsciiAndNothing) {
  for (const char* id : {"", "spring-bag", "3f-0f1", "o/1:~!"}) EXPECT_TRUE(CheckId("id", id).ok()) << id;
}

TEST(CheckIdTest, RefusesEverythingElse) {
  for (const absl::string_view id :
       {absl::string_view("spring-bag\0x", 12), absl::string_view("\0", 1), absl::string_view("a b"),
        absl::string_view("a\n"), absl::string_view("\x7f"), absl::string_view("福")}) {
    EXPECT_EQ(CheckId("id", id).code(), absl::StatusCode::kInvalidArgument) << id;
  }
}

TEST(CheckIdTest, NamesTheFieldAndItsValue) {
  EXPECT_EQ(CheckId("filter.bag_id", absl::string_view("b\0x", 3)).message(),
            "filter.bag_id is \"b\\x00x\"; it should be of at most 64 printable ASCII characters without spaces");
  EXPECT_EQ(CheckId("filter.user_id", std::string(65, 'u')).message(),
            absl::StrCat("filter.user_id is \"", std::string(64, 'u'),
                         "\"… (65 characters); it should be of at most 64 printable ASCII characters without spaces"));
  EXPECT_TRUE(CheckId("filter.user_id", std::string(64, 'u')).ok());
}

}  // namespace
}  // namespace fudai::ids
