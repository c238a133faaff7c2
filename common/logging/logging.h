// Logging for the programs: one line per record on stderr, through spdlog's default logger.
//
//   ABSL_FLAG(fudai::logging::LogLevel, log_level, fudai::logging::LogLevel::kInfo, "…");
//   logging::InitLogging("campaign", absl::GetFlag(FLAGS_log_level));
//   spdlog::info("listening on {}", address);
//   → 2024-05-01T08:30:00.123Z info campaign: listening on 127.0.0.1:43211
//
// Rule: no secrets, tokens or share codes in a log, and no openids: a user appears by partition or not at all. An error
// that a caller sees as "internal error, reference XXXX" is logged with that reference.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace fudai::logging {

// The lowest level that is written; a type for flags.
enum class LogLevel { kDebug, kInfo, kWarning, kError };

bool AbslParseFlag(absl::string_view text, LogLevel* level, std::string* error);
std::string AbslUnparseFlag(LogLevel level);

// Sends spdlog's default logger to stderr, in UTC, under the program's name, and what libprotobuf says to it. Call it
// once, first in main.
void InitLogging(absl::string_view program, LogLevel level);

}  // namespace fudai::logging
