#include "services/admin/rollups/hours_buckets.h"

#include <gtest/gtest.h>

namespace fudai::rollups {
namespace {

constexpr int64_t kHourMs = 3'600'000;

TEST(HoursBucketTest, CutsHoursThenDays) {
  EXPECT_EQ(HoursBucket(-1), 0);
  EXPECT_EQ(HoursBucket(kHourMs - 1), 0);
  EXPECT_EQ(HoursBucket(kHourMs), 1);
  EXPECT_EQ(HoursBucket(72 * kHourMs - 1), 71);
  EXPECT_EQ(HoursBucket(72 * kHourMs), 72);
  EXPECT_EQ(HoursBucket(96 * kHourMs - 1), 72);
  EXPECT_EQ(HoursBucket(720 * kHourMs - 1), 696);
  EXPECT_EQ(HoursBucket(720 * kHourMs), 720);
  EXPECT_EQ(HoursBucket(INT64_MAX), 720);
}

TEST(HoursBucketTest, LeavesNoGaps) {
  int hour = 0;
  for (int end = HoursBucketEnd(hour); end != 0; end = HoursBucketEnd(hour)) {
    EXPECT_EQ(HoursBucket(end * kHourMs - 1), hour);
    EXPECT_EQ(HoursBucket(end * kHourMs), end);
    hour = end;
  }
  EXPECT_EQ(hour, 720);
}

}  // namespace
}  // namespace fudai::rollups
