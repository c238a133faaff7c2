#include "services/admin/stats/durations.h"

#include <gtest/gtest.h>

#include <string>

namespace fudai::stats {
namespace {

using admin::v1::HoursBucket;

std::string Text(const google::protobuf::Message& message) { return message.ShortDebugString(); }

HoursBucket Bucket(int from, int to, int64_t count) {
  HoursBucket bucket;
  bucket.set_from_hours(from);
  bucket.set_to_hours(to);
  bucket.set_count(count);
  return bucket;
}

TEST(DurationsTest, HasNoMedianOfNothing) {
  const admin::v1::Durations durations = DurationsOf({});
  EXPECT_EQ(durations.buckets_size(), 0);
  EXPECT_FALSE(durations.has_median());
  EXPECT_FALSE(durations.has_p90());
}

TEST(DurationsTest, FindsTheBucketsOfMedianAndNineTenths) {
  const admin::v1::Durations durations = DurationsOf({{0, 4}, {1, 1}, {96, 4}, {720, 1}});
  ASSERT_EQ(durations.buckets_size(), 4);
  EXPECT_EQ(Text(durations.buckets(2)), Text(Bucket(96, 120, 4)));
  EXPECT_EQ(Text(durations.buckets(3)), Text(Bucket(720, 0, 1)));
  EXPECT_EQ(Text(durations.median()), Text(Bucket(1, 2, 1)));
  EXPECT_EQ(Text(durations.p90()), Text(Bucket(96, 120, 4)));
  EXPECT_EQ(Text(DurationsOf({{5, 1}, {6, 1}, {7, 1}}).median()), Text(Bucket(6, 7, 1)));
  EXPECT_EQ(Text(DurationsOf({{5, 10}, {6, 1}}).p90()), Text(Bucket(5, 6, 10)));
  EXPECT_EQ(Text(DurationsOf({{5, 9}, {6, 2}}).p90()), Text(Bucket(6, 7, 2)));
}

}  // namespace
}  // namespace fudai::stats
