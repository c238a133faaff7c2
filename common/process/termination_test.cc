#include "common/process/termination.h"

#include <gtest/gtest.h>

namespace fudai::process {
namespace {

TEST(TerminationTest, IsPendingUntilItIsAwaited) {
  BlockTermination();
  EXPECT_FALSE(TerminationPending());
  RequestTermination();
  EXPECT_TRUE(TerminationPending());
  AwaitTermination();
  EXPECT_FALSE(TerminationPending());
}

}  // namespace
}  // namespace fudai::process
