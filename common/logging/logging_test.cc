#include "common/logging/logging.h"

#include <google/protobuf/struct.pb.h>
#include <spdlog/spdlog.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::logging {
namespace {

TEST(LogLevelTest, ParsesItsOwnNames) {
  for (const LogLevel level : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    LogLevel parsed{};
    std::string error;
    EXPECT_TRUE(AbslParseFlag(AbslUnparseFlag(level), &parsed, &error));
    EXPECT_EQ(parsed, level);
  }
}

TEST(LogLevelTest, RefusesOthersNamingThem) {
  LogLevel parsed{};
  std::string error;
  EXPECT_FALSE(AbslParseFlag("loud", &parsed, &error));
  EXPECT_EQ(error, "\"loud\" is no level, need debug, info, warning or error");
}

TEST(LoggingTest, WritesLinesOfTheLevelAndAboveToStderr) {
  InitLogging("campaign", LogLevel::kWarning);
  ::testing::internal::CaptureStderr();
  spdlog::info("quiet");
  spdlog::warn("heard {}", 7);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::MatchesRegex("....-..-..T..:..:..\\....Z warning campaign: heard 7\n"));
}

TEST(LoggingTest, WritesWhatProtobufSaysAsItsOwn) {
  InitLogging("campaign", LogLevel::kWarning);
  google::protobuf::Value text;
  text.set_string_value("caf\xE9");
  ::testing::internal::CaptureStderr();
  static_cast<void>(text.SerializeAsString());
  EXPECT_THAT(
      ::testing::internal::GetCapturedStderr(),
      ::testing::MatchesRegex("....-..-..T..:..:..\\....Z error campaign: protobuf: .* invalid UTF-8 data .*\n"));
}

}  // namespace
}  // namespace fudai::logging
