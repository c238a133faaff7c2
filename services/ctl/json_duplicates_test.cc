#include "services/ctl/json_duplicates.h"

#include <gtest/gtest.h>

namespace fudai::ctl {
namespace {

TEST(FindDuplicateKeyTest, NamesThePathAndBothLines) {
  EXPECT_EQ(FindDuplicateKey("{\"a\": 1,\n \"a\": 2}"), "a: is in line 1 and again in line 2; keep one of them");
  EXPECT_EQ(FindDuplicateKey("{\"a\": [{}, {\n\"b\": [1, 2],\n \"c\": {\"d\": 1,\n\n 'd': 2}}]}"),
            "a[1].c.d: is in line 3 and again in line 5; keep one of them");
  EXPECT_EQ(FindDuplicateKey("{a: 1, a: 2}"), "a: is in line 1 and again in line 1; keep one of them");
}

TEST(FindDuplicateKeyTest, LetsKeysOfOtherObjectsAndValuesBe) {
  EXPECT_EQ(
      FindDuplicateKey(R"({"a": {"a": "a"}, "b": [{"a": "{\"a\": \"a"}, {"a": "a,'a': 1"}, "a", "a"], "c": "a"})"), "");
}

TEST(FindDuplicateKeyTest, FindsNothingInWhatIsNoJson) {
  for (const char* text : {"", "]", "a:a:", "}{", "{\"a", "{\"a\\", "[[[", ",,:"})
    EXPECT_EQ(FindDuplicateKey(text), "") << text;
}

}  // namespace
}  // namespace fudai::ctl
