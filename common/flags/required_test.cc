#include "common/flags/required.h"

#include "gtest/gtest.h"

namespace fudai::flags {
namespace {

TEST(RequiredTest, NamesTheFlagThatIsMissing) {
  EXPECT_EQ(CheckGiven("keys", "keys.json", "a key file"), absl::OkStatus());
  EXPECT_EQ(CheckGiven("keys", "", "a key file"),
            absl::InvalidArgumentError("--keys is missing; it should be a key file"));
}

}  // namespace
}  // namespace fudai::flags
