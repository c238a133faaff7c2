#include "common/rpc/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/captured_log.h"

namespace fudai::rpc {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(StatusTest, AFaultOfOursIsLoggedAndNotTold) {
  const testsupport::CapturedLog log;
  const grpc::Status status = ToGrpcStatus(absl::InternalError("disk 7"), {.method = "/fudai.Some/Do"});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), AllOf(StartsWith("internal error, reference "), Not(HasSubstr("disk 7"))));
  EXPECT_THAT(log.text(), AllOf(StartsWith("/fudai.Some/Do failed, reference "), HasSubstr("disk 7")));
}

TEST(StatusTest, OneOfTheRehearsalIsMarked) {
  const testsupport::CapturedLog log;
  ToGrpcStatus(absl::InternalError("disk 7"), {.method = "/fudai.Some/Do", .world = world::World::kRehearsal});
  EXPECT_THAT(log.text(), StartsWith("rehearsal: /fudai.Some/Do failed, reference "));
}

TEST(StatusTest, AnyOtherIsToldAsItIs) {
  const testsupport::CapturedLog log;
  const grpc::Status status = ToGrpcStatus(absl::NotFoundError("no such bag"), {.method = "/fudai.Some/Do"});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "no such bag");
  EXPECT_EQ(log.text(), "");
}

}  // namespace
}  // namespace fudai::rpc
