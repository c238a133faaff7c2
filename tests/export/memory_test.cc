#include "tests/export/memory.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

namespace fudai::exporting {
namespace {

TEST(PeakOfTest, KeepsWhatIsHeldNoLonger) {
  const int64_t before = PeakOf(getpid()).value();
  { const std::string held(64 << 20, 'x'); }
  EXPECT_GE(PeakOf(getpid()).value(), before + (60 << 10));
  ASSERT_TRUE(ForgetPeak(getpid()).ok());
  EXPECT_LT(PeakOf(getpid()).value(), before + (30 << 10));
}

TEST(PeakOfTest, NamesAProcessThatIsGone) {
  EXPECT_EQ(PeakOf(1 << 30).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ForgetPeak(1 << 30).code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace fudai::exporting
