#include "common/json_mistakes/duplicate_keys.h"

#include <gtest/gtest.h>

namespace fudai::json_mistakes {
namespace {

TEST(FindDuplicateKeyTest, NamesThePathAndBothLines) {
  EXPECT_EQ(FindDuplicateKey("{\"a\": 1,\n \"a\": 2}"), "a: is in line 1 and again in line 2; keep one of them");
  EXPECT_EQ(FindDuplicateKey("{\"a\": [{}, {\n\"b\": [1, 2],\n \"c\": {\"d\": 1,\n\n 'd': 2}}]}"),
            "a[1].c.d: is in line 3 and again in line 5; keep one of them");
  EXPECT_EQ(FindDuplicateKey("{a: 1, a: 2}"), "a: is in line 1 and again in line 1; keep one of them");
}

TEST(FindDuplicateKeyTest, TakesAFieldsTwoNamesForOneKey) {
  EXPECT_EQ(FindDuplicateKey(R"({"a": {"orderId": "x", "order_id": "y"}})"),
            "a.order_id: is there as orderId too; keep one of them");
  EXPECT_EQ(FindDuplicateKey(R"({"a": 1, "\u0061": 2})"), "\\u0061: is there as a too; keep one of them");
  EXPECT_EQ(FindDuplicateKey(R"({"order_id": 1, "orderid": 2, "orders": {"id": 1}})"), "");
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
}  // namespace fudai::json_mistakes
