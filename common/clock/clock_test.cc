#include "common/clock/clock.h"

#include "absl/time/clock.h"
#include "common/clock/manual_clock.h"
#include "gtest/gtest.h"

namespace fudai::clock {
namespace {

TEST(SystemClockTest, TellsTheTime) {
  const absl::Time before = absl::Now();
  const absl::Time now = SystemClock().Now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, absl::Now());
}

TEST(ManualClockTest, MovesOnlyWhenTold) {
  const absl::Time start = absl::FromUnixMillis(1'700'000'000'123);
  ManualClock clock(start);
  EXPECT_EQ(clock.Now(), start);
  clock.Advance(absl::Minutes(5));
  EXPECT_EQ(clock.Now(), start + absl::Minutes(5));
  clock.Set(start);
  EXPECT_EQ(clock.Now(), start);
}

}  // namespace
}  // namespace fudai::clock
