#include "services/admin/stats/time_buckets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fudai::stats {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

absl::TimeZone Zone(const char* name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

absl::Time At(const char* text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

BucketQuery Days(const char* zone, const char* start, const char* end) {
  return {admin::v1::GRANULARITY_DAY, Zone(zone), At(start), At(end)};
}

BucketQuery Hours(const char* zone, const char* start, const char* end) {
  return {admin::v1::GRANULARITY_HOUR, Zone(zone), At(start), At(end)};
}

TEST(CutBucketsTest, BeginsWithTheBucketThatHoldsTheStart) {
  EXPECT_THAT(
      *CutBuckets(Days("Asia/Shanghai", "2026-03-01T12:00:00+08:00", "2026-03-03T00:00:00+08:00")),
      ElementsAre(At("2026-03-01T00:00:00+08:00"), At("2026-03-02T00:00:00+08:00"), At("2026-03-03T00:00:00+08:00")));
}

TEST(CutBucketsTest, HoldsTheBucketInWhichItEnds) {
  EXPECT_THAT(*CutBuckets(Hours("Asia/Shanghai", "2026-03-01T12:59:59.9+08:00", "2026-03-01T13:00:00.001+08:00")),
              SizeIs(3));
  EXPECT_THAT(*CutBuckets(Hours("Asia/Shanghai", "2026-03-01T12:00:00+08:00", "2026-03-01T13:00:00+08:00")), SizeIs(2));
}

TEST(CutBucketsTest, CutsHoursOfHalfHourZones) {
  EXPECT_THAT(*CutBuckets(Hours("Asia/Kolkata", "2026-03-01T12:10:00+05:30", "2026-03-01T12:20:00+05:30")),
              ElementsAre(At("2026-03-01T12:00:00+05:30"), At("2026-03-01T13:00:00+05:30")));
}

TEST(CutBucketsTest, CutsMinutes) {
  EXPECT_THAT(
      *CutBuckets({admin::v1::GRANULARITY_MINUTE, Zone("Asia/Kolkata"), At("2026-03-01T12:10:59.9+05:30"),
                   At("2026-03-01T12:12:00+05:30")}),
      ElementsAre(At("2026-03-01T12:10:00+05:30"), At("2026-03-01T12:11:00+05:30"), At("2026-03-01T12:12:00+05:30")));
}

TEST(CutBucketsTest, FollowsClocksThatChange) {
  const auto spring = *CutBuckets(Days("Europe/Berlin", "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"));
  ASSERT_THAT(spring, SizeIs(2));
  EXPECT_EQ(spring[1] - spring[0], absl::Hours(23));
  const auto autumn = *CutBuckets(Days("Europe/Berlin", "2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00"));
  ASSERT_THAT(autumn, SizeIs(2));
  EXPECT_EQ(autumn[1] - autumn[0], absl::Hours(25));
  const auto hours = *CutBuckets(Hours("Europe/Berlin", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"));
  EXPECT_THAT(hours, SizeIs(26));
}

TEST(CutBucketsTest, NeverStandsStill) {
  const auto hours = *CutBuckets(Hours("Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-10-05T00:00:00Z"));
  for (size_t i = 1; i < hours.size(); ++i) {
    EXPECT_GT(hours[i], hours[i - 1]);
    EXPECT_LE(hours[i] - hours[i - 1], absl::Hours(1));
  }
}

TEST(CutBucketsTest, IsEmptyForAnEmptyRange) {
  EXPECT_THAT(*CutBuckets(Days("UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z")), IsEmpty());
}

TEST(CutBucketsTest, HasALimit) {
  EXPECT_THAT(*CutBuckets(Hours("UTC", "2026-01-01T00:00:00Z", "2027-02-21T16:00:00Z")), SizeIs(10'001));
  const absl::Status status = CutBuckets(Hours("UTC", "2026-01-01T00:00:00Z", "2027-02-21T16:00:01Z")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("more than 10000 buckets"));
}

TEST(CutLatestBucketsTest, CutsARangeWithinTheLimitWhole) {
  const BucketQuery query = Days("Europe/Berlin", "2026-03-29T00:00:00+01:00", "2026-10-25T12:00:00+01:00");
  EXPECT_EQ(CutLatestBuckets(query), *CutBuckets(query));
  EXPECT_THAT(CutLatestBuckets(Days("UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z")), IsEmpty());
}

TEST(CutLatestBucketsTest, KeepsTheMostRecentOnes) {
  const BucketQuery decades[] = {Hours("UTC", "2016-01-01T00:00:00Z", "2026-01-01T00:30:00Z"),
                                 Hours("Australia/Lord_Howe", "2016-01-01T00:00:00Z", "2026-01-01T00:30:00Z"),
                                 Days("Europe/Berlin", "1926-01-01T00:00:00Z", "2026-01-01T00:30:00Z")};
  for (const BucketQuery& query : decades) {
    const std::vector<absl::Time> moments = CutLatestBuckets(query);
    ASSERT_THAT(moments, SizeIs(10'001));
    EXPECT_GE(moments.back(), query.end);
    EXPECT_LT(moments[9'999], query.end);
    BucketQuery same = query;
    same.start = moments.front();
    EXPECT_EQ(*CutBuckets(same), moments);
  }
}

}  // namespace
}  // namespace fudai::stats
