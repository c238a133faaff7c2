#include "common/partition/explain.h"

#include <gtest/gtest.h>

namespace fudai::partition {
namespace {

TEST(ExplainTest, NamesNothingInternal) {
  EXPECT_EQ(Explain(absl::UnavailableError("Redis at unix:/run/redis.sock cannot be reached")),
            absl::UnavailableError("the store did not answer, so whether an act was done is unknown; repeat the call, "
                                   "an act with the same key"));
  EXPECT_EQ(Explain(absl::FailedPreconditionError("a partition's header is \"g2\", and should be \"g1\"")),
            absl::UnavailableError("the store is not ready; repeat the call, an act with the same key"));
  EXPECT_EQ(
      Explain(absl::ResourceExhaustedError("Redis is full and did not run claim")),
      absl::ResourceExhaustedError("the store is full and refused to write; repeat the call later with the same key"));
}

TEST(ExplainTest, LeavesOtherAnswersAsTheyAre) {
  for (const absl::Status& status : {absl::OkStatus(), absl::AbortedError("a newer one"), absl::NotFoundError("none")})
    EXPECT_EQ(Explain(status), status);
}

}  // namespace
}  // namespace fudai::partition
