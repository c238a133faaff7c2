#include "common/json_mistakes/json_mistakes.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fudai/campaign/v1/campaign.pb.h"
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

TEST(JsonMistakesTest, KnowsEveryMomentDurationAndWordThatTheParserDoesNot) {
  const auto mistake_in_spec = [](absl::string_view json) {
    google::protobuf::Struct object;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &object).ok()) << json;
    return FindMistake(object, *campaign::v1::CampaignSpec::descriptor());
  };
  for (const char* moment :
       {"soon", "", "2026-01-31", "2026-01-31T08:00:00", "2026-02-30T08:00:00Z", "2026-01-31T08:00:00z",
        "2026-01-31T08:00:60Z", "2026-01-31T08:00:00+0800", "20260-01-31T08:00:00Z", "infinite-future"}) {
    EXPECT_EQ(mistake_in_spec(absl::StrCat(R"({"start_time": ")", moment, R"("})")),
              absl::StrCat("start_time: \"", moment,
                           "\" is no moment; write it in RFC 3339, such as \"2026-11-01T00:00:00+08:00\""));
  }
  for (const char* duration : {"7d", "", "s", "1e3s", ".5s", "0x10s", "1.1234567891s", "99999999999999s"}) {
    EXPECT_EQ(mistake_in_spec(absl::StrCat(R"({"bag_life": ")", duration, R"("})")),
              absl::StrCat("bag_life: \"", duration,
                           "\" is no duration; write it in seconds, such as \"604800s\" for 7 days"));
  }
  for (const char* word : {"\"keep\"", "\"\"", "true", "1.5", "99999999999", "{}"}) {
    EXPECT_EQ(mistake_in_spec(absl::StrCat(R"({"growth": {"carry_over": )", word, "}}")),
              absl::StrCat("growth.carry_over: ", word, R"( is none of "CARRY_OVER_KEEP", "CARRY_OVER_DISCARD")"));
  }
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
