#include "tests/harness/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <optional>

#include "common/testing/temporary_folder.h"

namespace fudai::harness {
namespace {

class ProcessTest : public ::testing::Test {
 protected:
  Process Shell(const std::string& script) { return Process({"/bin/sh", "-c", script}, folder_.File("error")); }

  testsupport::TemporaryFolder folder_;
};

TEST_F(ProcessTest, FindsALineOfTheOutput) {
  Process process = Shell("echo noise; echo 'listening on 1234'; exec sleep 100");
  const auto line = process.AwaitLine("listening on ", absl::Seconds(10));
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(*line, "1234");
  EXPECT_EQ(process.AwaitExit(absl::ZeroDuration()), std::nullopt);
}

TEST_F(ProcessTest, TellsWhyThereIsNoSuchLine) {
  Process process = Shell("echo 'no port left' >&2; exit 3");
  const auto line = process.AwaitLine("listening on ", absl::Seconds(10));
  EXPECT_EQ(line.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(line.status().message()), ::testing::HasSubstr("no port left"));
  EXPECT_EQ(process.AwaitExit(absl::Seconds(10)), 3);
}

TEST_F(ProcessTest, TellsTheSignalThatEndedIt) {
  Process process = Shell("exec sleep 100");
  process.Signal(SIGTERM);
  EXPECT_EQ(process.AwaitExit(absl::Seconds(10)), 128 + SIGTERM);
  process.Kill();
}

TEST_F(ProcessTest, RunsAProgramToItsEnd) {
  const Ending ending = RunToEnd({"/bin/sh", "-c", "echo out; echo err >&2; exit 7"});
  EXPECT_EQ(ending.exit_status, 7);
  EXPECT_EQ(ending.output, "out\n");
  EXPECT_EQ(ending.error, "err\n");
  EXPECT_EQ(RunToEnd({"/bin/sleep", "100"}, absl::Milliseconds(10)).exit_status, 128 + SIGKILL);
  EXPECT_EQ(RunToEnd({"/no/such/program"}).exit_status, 127);
}

}  // namespace
}  // namespace fudai::harness
