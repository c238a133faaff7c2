#include "common/logging/logging.h"

#include <google/protobuf/stubs/logging.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <stdlib.h>

#include <array>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace fudai::logging {
namespace {

struct LevelRow {
  LogLevel level;
  const char* name;
  spdlog::level::level_enum spdlog_level;
};

constexpr std::array<LevelRow, 4> kLevels = {{{LogLevel::kDebug, "debug", spdlog::level::debug},
                                              {LogLevel::kInfo, "info", spdlog::level::info},
                                              {LogLevel::kWarning, "warning", spdlog::level::warn},
                                              {LogLevel::kError, "error", spdlog::level::err}}};

const LevelRow& RowOf(LogLevel level) { return kLevels[static_cast<size_t>(level)]; }

spdlog::level::level_enum LevelOf(google::protobuf::LogLevel level) {
  switch (level) {
    case google::protobuf::LOGLEVEL_INFO:
      return spdlog::level::info;
    case google::protobuf::LOGLEVEL_WARNING:
      return spdlog::level::warn;
    default:
      return spdlog::level::err;
  }
}

void LogOfProtobuf(google::protobuf::LogLevel level, const char* /*file*/, int /*line*/, const std::string& message) {
  spdlog::log(LevelOf(level), "protobuf: {}", message);
}

}  // namespace

bool AbslParseFlag(absl::string_view text, LogLevel* level, std::string* error) {
  for (const LevelRow& row : kLevels) {
    if (text != row.name) continue;
    *level = row.level;
    return true;
  }
  *error = absl::StrCat("\"", text, "\" is no level, need debug, info, warning or error");
  return false;
}

std::string AbslUnparseFlag(LogLevel level) { return RowOf(level).name; }

void InitLogging(absl::string_view program, LogLevel level) {
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);  // What matters of gRPC's own lines comes back as a status.
  auto logger =
      std::make_shared<spdlog::logger>(std::string(program), std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %n: %v", spdlog::pattern_time_type::utc);
  logger->set_level(RowOf(level).spdlog_level);
  spdlog::set_default_logger(std::move(logger));
  google::protobuf::SetLogHandler(&LogOfProtobuf);
}

}  // namespace fudai::logging
