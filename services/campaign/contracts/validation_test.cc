#include "services/campaign/contracts/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::contracts {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string Message(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

google::protobuf::Timestamp At(int64_t seconds, int nanos = 0) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(nanos);
  return timestamp;
}

TEST(CheckIdTest, TakesPrintableAsciiUpToSixtyFour) {
  EXPECT_TRUE(CheckId("order_id", "A").ok());
  EXPECT_TRUE(CheckId("order_id", std::string(64, '~')).ok());
  EXPECT_TRUE(CheckId("order_id", "oX7_-!{}:@#\"'").ok());
}

TEST(CheckIdTest, SaysWhatIsWrong) {
  EXPECT_THAT(Message(CheckId("order_id", "")), AllOf(HasSubstr("order_id is empty"), HasSubstr("1 to 64")));
  EXPECT_THAT(Message(CheckId("order_id", "a b")), HasSubstr("\"a b\""));
  EXPECT_THAT(Message(CheckId("order_id", "a\n\x80")), HasSubstr("\"a\\n\\x80\""));
}

TEST(CheckIdTest, CutsLongValues) {
  const std::string message = Message(CheckId("user_id", std::string(10240, 'x')));
  EXPECT_THAT(message, HasSubstr("(10240 characters)"));
  EXPECT_LT(message.size(), 200u);
}

TEST(CheckRangeTest, BoundsBelongToTheRange) {
  EXPECT_TRUE(CheckRange("amount_fen", 0, {0, kMaxFen}).ok());
  EXPECT_TRUE(CheckRange("amount_fen", kMaxFen, {0, kMaxFen}).ok());
  EXPECT_THAT(Message(CheckRange("amount_fen", -1, {0, kMaxFen})),
              HasSubstr("amount_fen is -1; it must be 0 to 9007199254740992"));
  EXPECT_FALSE(CheckRange("amount_fen", kMaxFen + 1, {0, kMaxFen}).ok());
}

TEST(CheckRecentTest, TakesTenMinutesAheadToThirtyDaysBehind) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  EXPECT_TRUE(CheckRecent("paid_at", At(1'700'000'600), now).ok());
  EXPECT_TRUE(CheckRecent("paid_at", At(1'700'000'000 - 30 * 86400), now).ok());
  EXPECT_FALSE(CheckRecent("paid_at", At(1'700'000'600, 1), now).ok());
  EXPECT_THAT(Message(CheckRecent("paid_at", At(1'700'000'000 - 30 * 86400 - 1), now)),
              AllOf(HasSubstr("2023-10-15T22:13:19"), HasSubstr("30 days behind")));
}

TEST(CheckRecentTest, RefusesWhatIsNoTime) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  EXPECT_THAT(Message(CheckRecent("paid_at", At(0), now)), HasSubstr("paid_at is missing"));
  EXPECT_THAT(Message(CheckRecent("paid_at", At(1'700'000'000, -1), now)), HasSubstr("paid_at.nanos is -1"));
  EXPECT_FALSE(CheckRecent("paid_at", At(INT64_MAX), now).ok());
  EXPECT_FALSE(CheckRecent("paid_at", At(INT64_MIN), now).ok());
}

}  // namespace
}  // namespace fudai::contracts
