#include "services/admin/time_range/time_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fudai/admin/v1/ledger.pb.h"

namespace fudai::time_range {
namespace {

using ::testing::HasSubstr;

admin::v1::LedgerFilter Filter(int64_t start, int64_t end) {
  admin::v1::LedgerFilter filter;
  filter.mutable_start_time()->set_seconds(start);
  filter.mutable_end_time()->set_seconds(end);
  return filter;
}

TEST(CheckRangeTest, TakesRangesAndAbsentMoments) {
  EXPECT_TRUE(CheckRange("filter.", RangeOf(Filter(1, 2))).ok());
  EXPECT_TRUE(CheckRange("filter.", RangeOf(admin::v1::LedgerFilter())).ok());
}

TEST(CheckRangeTest, RefusesARangeThatEndsBeforeItBegins) {
  EXPECT_EQ(CheckRange("filter.", RangeOf(Filter(2, 1))).message(),
            "filter.end_time is 1970-01-01T00:00:01+00:00; it should be after filter.start_time, which is "
            "1970-01-01T00:00:02+00:00");
  EXPECT_FALSE(CheckRange("", RangeOf(Filter(2, 2))).ok());
}

TEST(CheckRangeTest, RefusesMomentsOutOfBounds) {
  const absl::Status status = CheckRange("", RangeOf(Filter(1, 253'402'300'800)));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("end_time is 253402300800 s"));
  admin::v1::LedgerFilter filter = Filter(1, 2);
  filter.mutable_start_time()->set_nanos(-1);
  EXPECT_THAT(std::string(CheckRange("", RangeOf(filter)).message()), HasSubstr("-1 ns"));
}

}  // namespace
}  // namespace fudai::time_range
