#include "common/flags/range.h"

#include "gtest/gtest.h"

namespace fudai::flags {
namespace {

TEST(RangeTest, HoldsBothEndsAndNamesWhatIsOutside) {
  const Range range{.least = 1, .most = 64};
  EXPECT_EQ(CheckRange("threads", 1, range), absl::OkStatus());
  EXPECT_EQ(CheckRange("threads", 64, range), absl::OkStatus());
  for (const int outside : {-1, 0, 65}) EXPECT_FALSE(CheckRange("threads", outside, range).ok()) << outside;
  EXPECT_EQ(CheckRange("threads", 65, range), absl::InvalidArgumentError("--threads is 65; it should be 1 to 64"));
}

}  // namespace
}  // namespace fudai::flags
