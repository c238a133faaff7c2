#include "common/rpc/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>

namespace fudai::rpc {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// What a status is logged as.
class StatusTest : public ::testing::Test {
 protected:
  StatusTest() {
    auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_));
    logger->set_pattern("%v");
    spdlog::set_default_logger(logger);
  }
  ~StatusTest() override { spdlog::set_default_logger(before_); }

  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
  std::ostringstream log_;
};

TEST_F(StatusTest, AFaultOfOursIsLoggedAndNotTold) {
  const grpc::Status status = ToGrpcStatus(absl::InternalError("disk 7"), {.method = "/fudai.Some/Do"});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), AllOf(StartsWith("internal error, reference "), Not(HasSubstr("disk 7"))));
  EXPECT_THAT(log_.str(), AllOf(StartsWith("/fudai.Some/Do failed, reference "), HasSubstr("disk 7")));
}

TEST_F(StatusTest, OneOfTheRehearsalIsMarked) {
  ToGrpcStatus(absl::InternalError("disk 7"), {.method = "/fudai.Some/Do", .world = world::World::kRehearsal});
  EXPECT_THAT(log_.str(), StartsWith("rehearsal: /fudai.Some/Do failed, reference "));
}

TEST_F(StatusTest, AnyOtherIsToldAsItIs) {
  const grpc::Status status = ToGrpcStatus(absl::NotFoundError("no such bag"), {.method = "/fudai.Some/Do"});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "no such bag");
  EXPECT_EQ(log_.str(), "");
}

}  // namespace
}  // namespace fudai::rpc
