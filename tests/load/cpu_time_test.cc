#include "tests/load/cpu_time.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace fudai::load {
namespace {

TEST(CpuTimeTest, GrowsWithWork) {
  const absl::Duration before = CpuTimeOf(getpid()).value();
  EXPECT_GT(before, absl::ZeroDuration());
  absl::Duration after = before;
  while (after <= before) after = CpuTimeOf(getpid()).value();
  EXPECT_LT(after, absl::Hours(1));
}

TEST(CpuTimeTest, NamesAProcessThatIsGone) {
  EXPECT_EQ(CpuTimeOf(1 << 27).status().message(), "no process 134217728 whose CPU time could be read");
}

}  // namespace
}  // namespace fudai::load
