#include "services/admin/rollups/cycle_hours.h"

#include <gtest/gtest.h>

namespace fudai::rollups {
namespace {

constexpr int64_t kHourMs = 3'600'000;

TEST(CycleBucketTest, CutsHoursThenDays) {
  EXPECT_EQ(CycleBucket(-1), 0);
  EXPECT_EQ(CycleBucket(kHourMs - 1), 0);
  EXPECT_EQ(CycleBucket(kHourMs), 1);
  EXPECT_EQ(CycleBucket(72 * kHourMs - 1), 71);
  EXPECT_EQ(CycleBucket(72 * kHourMs), 72);
  EXPECT_EQ(CycleBucket(96 * kHourMs - 1), 72);
  EXPECT_EQ(CycleBucket(720 * kHourMs - 1), 696);
  EXPECT_EQ(CycleBucket(720 * kHourMs), 720);
  EXPECT_EQ(CycleBucket(INT64_MAX), 720);
}

TEST(CycleBucketTest, LeavesNoGaps) {
  int hour = 0;
  for (int end = CycleBucketEnd(hour); end != 0; end = CycleBucketEnd(hour)) {
    EXPECT_EQ(CycleBucket(end * kHourMs - 1), hour);
    EXPECT_EQ(CycleBucket(end * kHourMs), end);
    hour = end;
  }
  EXPECT_EQ(hour, 720);
}

}  // namespace
}  // namespace fudai::rollups
