#include "services/admin/rollups/spend_buckets.h"

#include <gtest/gtest.h>

namespace fudai::rollups {
namespace {

TEST(SpendBucketTest, CutsEachDoublingIntoSixteen) {
  EXPECT_EQ(SpendBucket(-5), 0);
  EXPECT_EQ(SpendBucket(0), 0);
  EXPECT_EQ(SpendBucket(1), 1);
  EXPECT_EQ(SpendBucket(31), 31);
  EXPECT_EQ(SpendBucket(32), 32);
  EXPECT_EQ(SpendBucket(33), 32);
  EXPECT_EQ(SpendBucket(34), 34);
  EXPECT_EQ(SpendBucket(63), 62);
  EXPECT_EQ(SpendBucket(1023), 992);
  EXPECT_EQ(SpendBucket(1024), 1024);
  EXPECT_EQ(SpendBucket(1087), 1024);
  EXPECT_EQ(SpendBucket(1088), 1088);
  EXPECT_EQ(SpendBucket(INT64_MAX), int64_t{31} << 58);
}

}  // namespace
}  // namespace fudai::rollups
