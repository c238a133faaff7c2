#include "common/process/exit_status.h"

#include <gtest/gtest.h>

namespace fudai::process {
namespace {

struct Told {
  int exit_status;
  std::string error;

  bool operator==(const Told&) const = default;
};

Told Tell(const absl::Status& status) {
  ::testing::internal::CaptureStderr();
  const int exit_status = ExitStatus("server", status);
  return {exit_status, ::testing::internal::GetCapturedStderr()};
}

TEST(ExitStatusTest, SaysNothingOfAGoodEnd) { EXPECT_EQ(Tell(absl::OkStatus()), (Told{0, ""})); }

TEST(ExitStatusTest, IsGoodWhereItWasToldToEnd) {
  EXPECT_EQ(Tell(ToldToEnd("Redis")), (Told{0, "server: told to end while waiting for Redis\n"}));
}

TEST(ExitStatusTest, TellsWrongFlagsFromOtherFailures) {
  EXPECT_EQ(Tell(absl::InvalidArgumentError("--threads is -1")), (Told{2, "server: --threads is -1\n"}));
  EXPECT_EQ(Tell(absl::UnavailableError("in use")), (Told{1, "server: in use\n"}));
}

}  // namespace
}  // namespace fudai::process
