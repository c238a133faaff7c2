#include "services/admin/stats/day_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"

namespace fudai::stats {
namespace {

using rollups::Span;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kZone[] = "Europe/Berlin";

// When a day begins in the zone.
int64_t Day(int year, int month, int day) {
  absl::TimeZone zone;
  absl::LoadTimeZone(kZone, &zone);
  return absl::ToUnixMillis(absl::FromCivil(absl::CivilDay(year, month, day), zone));
}

DayRange Days(int64_t start_ms, int64_t end_ms) { return {.start_ms = start_ms, .end_ms = end_ms, .time_zone = kZone}; }

TEST(CutMonthsTest, TakesWholeMonthsAndTheDaysAroundThem) {
  EXPECT_THAT(CutMonths(Days(Day(2026, 1, 20), Day(2026, 5, 3))),
              ElementsAre(SpanRange{Span::kDay, Day(2026, 1, 20), Day(2026, 2, 1)},
                          SpanRange{Span::kMonth, Day(2026, 2, 1), Day(2026, 5, 1)},
                          SpanRange{Span::kDay, Day(2026, 5, 1), Day(2026, 5, 3)}));
}

TEST(CutMonthsTest, TakesNoDaysWhereMonthsAreAll) {
  EXPECT_THAT(CutMonths(Days(Day(2026, 3, 1), Day(2026, 4, 1))),
              ElementsAre(SpanRange{Span::kMonth, Day(2026, 3, 1), Day(2026, 4, 1)}));
}

TEST(CutMonthsTest, TakesDaysWithinAMonth) {
  for (const int end : {2, 30, 31}) {
    EXPECT_THAT(CutMonths(Days(Day(2026, 3, 1), Day(2026, 3, end))),
                ElementsAre(SpanRange{Span::kDay, Day(2026, 3, 1), Day(2026, 3, end)}));
  }
  EXPECT_THAT(CutMonths(Days(Day(2026, 3, 20), Day(2026, 4, 2))),
              ElementsAre(SpanRange{Span::kDay, Day(2026, 3, 20), Day(2026, 4, 2)}));
  EXPECT_THAT(CutMonths(Days(Day(2026, 3, 1), Day(2026, 3, 1))), IsEmpty());
}

// A day counts if it begins before the end.
TEST(CutMonthsTest, EndsWithinADay) {
  const int64_t end_ms = Day(2026, 3, 31) + 5;
  EXPECT_THAT(CutMonths(Days(Day(2026, 2, 1), end_ms)),
              ElementsAre(SpanRange{Span::kMonth, Day(2026, 2, 1), Day(2026, 3, 1)},
                          SpanRange{Span::kDay, Day(2026, 3, 1), end_ms}));
}

TEST(CutMonthsTest, TakesAllMonthsOfAWholeLife) {
  EXPECT_THAT(CutMonths({.time_zone = kZone}), ElementsAre(SpanRange{Span::kMonth, INT64_MIN, INT64_MAX}));
  EXPECT_THAT(CutMonths(Days(INT64_MIN, Day(2026, 3, 2))),
              ElementsAre(SpanRange{Span::kMonth, INT64_MIN, Day(2026, 3, 1)},
                          SpanRange{Span::kDay, Day(2026, 3, 1), Day(2026, 3, 2)}));
  EXPECT_THAT(CutMonths(Days(Day(2026, 3, 2), INT64_MAX)),
              ElementsAre(SpanRange{Span::kDay, Day(2026, 3, 2), Day(2026, 4, 1)},
                          SpanRange{Span::kMonth, Day(2026, 4, 1), INT64_MAX}));
}

}  // namespace
}  // namespace fudai::stats
