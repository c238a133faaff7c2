#include "common/partition/explain.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/redis/failures.h"
#include "common/testing/captured_log.h"

namespace fudai::partition {
namespace {

using world::World;

// What is logged of a failure, with its level, on a thread that has logged none yet.
std::string LoggedOf(const absl::Status& status, World world) {
  const testsupport::CapturedLog log;
  spdlog::default_logger()->set_pattern("%l: %v");
  std::thread([&] { Explain(status, world).IgnoreError(); }).join();
  return log.text();
}

TEST(ExplainTest, NamesNothingInternal) {
  EXPECT_EQ(Explain(absl::UnavailableError("Redis at unix:/run/redis.sock cannot be reached"), World::kProduction),
            absl::UnavailableError("the store did not answer, so whether an act was done is unknown; repeat the call, "
                                   "an act with the same key"));
  EXPECT_EQ(Explain(absl::FailedPreconditionError("a partition's header is \"g2\", and should be \"g1\""),
                    World::kProduction),
            absl::UnavailableError("the store is not ready; repeat the call, an act with the same key"));
  EXPECT_EQ(
      Explain(absl::ResourceExhaustedError("Redis is full and did not run claim"), World::kProduction),
      absl::ResourceExhaustedError("the store is full and refused to write; repeat the call later with the same key"));
}

TEST(ExplainTest, NamesThePartitionThatIsBeingMovedAndNotWhereTo) {
  const absl::Status moving = redis::ToStatus("FUDAIMOVING partition 17 is being moved: to 10.0.0.7", "claim");
  EXPECT_EQ(
      Explain(moving, World::kProduction),
      absl::UnavailableError("partition 17 is being moved and takes no acts for a moment; repeat the call, an act "
                             "with the same key"));
  EXPECT_EQ(LoggedOf(moving, World::kProduction), "info: partition 17 is being moved: to 10.0.0.7\n");
}

TEST(ExplainTest, LeavesOtherAnswersAsTheyAre) {
  for (const absl::Status& status : {absl::OkStatus(), absl::AbortedError("a newer one"), absl::NotFoundError("none")})
    EXPECT_EQ(Explain(status, World::kProduction), status);
}

TEST(ExplainTest, MarksTheRehearsalsLinesAndTakesItsWipeForNoError) {
  const absl::Status headless = absl::FailedPreconditionError("a partition's header is missing");
  EXPECT_EQ(LoggedOf(headless, World::kProduction), "error: a partition's header is missing\n");
  EXPECT_EQ(LoggedOf(headless, World::kRehearsal), "info: rehearsal: a partition's header is missing\n");
  EXPECT_EQ(LoggedOf(absl::UnavailableError("Redis is away"), World::kRehearsal), "error: rehearsal: Redis is away\n");
}

TEST(ExplainTest, LogsOncePerSecondAndWorld) {
  const testsupport::CapturedLog log;
  std::thread([] {
    for (int i = 0; i < 10; ++i) {
      for (const World world : {World::kProduction, World::kRehearsal})
        Explain(absl::UnavailableError("Redis is away"), world).IgnoreError();
    }
  }).join();
  EXPECT_EQ(log.text(), "Redis is away\nrehearsal: Redis is away\n");
}

}  // namespace
}  // namespace fudai::partition
