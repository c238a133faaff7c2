#include "common/json_mistakes/json_mistakes.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fudai/campaign/v1/checkout.pb.h"
#include "google/protobuf/util/json_util.h"

namespace fudai::json_mistakes {
namespace {

std::string MistakeIn(absl::string_view json) {
  google::protobuf::Struct object;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &object).ok()) << json;
  return FindMistake(object, *campaign::v1::ReserveCouponsRequest::descriptor());
}

TEST(JsonMistakesTest, NamesThePathAndWhatWouldBeRight) {
  EXPECT_EQ(MistakeIn(R"({"basket": {"lines": [{"quantity": 1}, {"quantty": 2}]}})"),
            "basket.lines[1].quantty: no such field; did you mean \"quantity\"?");
  EXPECT_EQ(MistakeIn(R"({"basket": {"lines": [{"unitPriceFen": 1.5}]}})"),
            "basket.lines[0].unitPriceFen: 1.5 is no whole number of 64 bits");
  EXPECT_EQ(MistakeIn(R"({"hold": "5 minutes"})"),
            "hold: \"5 minutes\" is no duration; write it in seconds, such as \"604800s\" for 7 days");
  EXPECT_EQ(MistakeIn(R"({"order_id": 7})"), "order_id: 7 should be text, in quotes");
  EXPECT_EQ(MistakeIn(R"({"orderId": ["7"]})"), "orderId: [\"7\"] should be one value, not a list");
  EXPECT_EQ(MistakeIn(R"({"basket": "latte"})"), "basket: \"latte\" should be an object: { … }");
}

TEST(JsonMistakesTest, ShortensLongValuesBetweenCharacters) {
  EXPECT_EQ(Shortened("券券券", 9), "券券券");
  EXPECT_EQ(Shortened("券券券", 8), "券券…");
  EXPECT_EQ(Shortened("券", 2), "…");
  const std::string mistake = MistakeIn(absl::StrCat(R"({"orderId": [")", std::string(1000, 'x'), R"("]})"));
  EXPECT_LT(mistake.size(), 200);
  EXPECT_TRUE(absl::EndsWith(mistake, "x… should be one value, not a list")) << mistake;
}

TEST(JsonMistakesTest, FindsNoneInWhatIsRight) {
  EXPECT_EQ(MistakeIn(R"({"order_id": "o", "couponIds": ["c"], "basket": {"lines": [{"quantity": "2"}]},
                          "hold": "300s"})"),
            "");
  EXPECT_EQ(MistakeIn("{}"), "");
}

}  // namespace
}  // namespace fudai::json_mistakes
