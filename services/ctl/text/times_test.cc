#include "services/ctl/text/times.h"

#include <gtest/gtest.h>

namespace fudai::text {
namespace {

TEST(ParseMomentTest, TakesEveryForm) {
  const absl::TimeZone shanghai = *ParseZone("Asia/Shanghai");
  const absl::Time nine = absl::FromUnixSeconds(1777597920);  // 2026-05-01T01:12:00Z
  for (const char* text : {"2026-05-01 09:12", "2026-05-01 09:12:00", "2026-05-01T09:12:00+08:00",
                           "2026-05-01T01:12:00Z", "2026-05-01 01:12Z", "2026-05-01 10:12:00+09:00"}) {
    const auto moment = ParseMoment(text, shanghai);
    ASSERT_TRUE(moment.ok()) << text;
    EXPECT_EQ(*moment, nine) << text;
  }
  EXPECT_EQ(*ParseMoment("2026-05-01", shanghai), nine - absl::Hours(9) - absl::Minutes(12));
}

TEST(ParseMomentTest, NamesWhatItCannotRead) {
  for (const char* text : {"", "yesterday", "2026-13-01", "12345", "1777597920", "1777597920000", "2026-05-01 25:00"}) {
    const auto moment = ParseMoment(text, absl::UTCTimeZone());
    EXPECT_EQ(moment.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_NE(moment.status().message().find(absl::string_view(text)), absl::string_view::npos);
  }
}

TEST(ParseZoneTest, RefusesUnknownZones) {
  EXPECT_EQ(ParseZone("Mars/Base").status().message(),
            "no time zone \"Mars/Base\"; write an IANA name such as Asia/Shanghai or UTC");
}

TEST(FormatTest, WritesForPeopleAndForPrograms) {
  const absl::Time time = absl::FromUnixMillis(1777597953250);
  EXPECT_EQ(FormatMoment(time, *ParseZone("Asia/Shanghai")), "2026-05-01 09:12:33+08:00");
  EXPECT_EQ(FormatMoment(time, absl::UTCTimeZone()), "2026-05-01 01:12:33Z");
  EXPECT_EQ(FormatInstant(time), "2026-05-01T01:12:33.250Z");
}

TEST(TimestampTest, RoundTrips) {
  for (const int64_t ms : {0LL, 1777597953250LL, -1500LL}) {
    EXPECT_EQ(absl::ToUnixMillis(ToTime(ToTimestamp(absl::FromUnixMillis(ms)))), ms);
  }
}

}  // namespace
}  // namespace fudai::text
