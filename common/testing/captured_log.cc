#include "common/testing/captured_log.h"

#include <spdlog/sinks/ostream_sink.h>

namespace fudai::testsupport {

CapturedLog::CapturedLog() : before_(spdlog::default_logger()) {
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_));
  logger->set_pattern("%v");
  spdlog::set_default_logger(logger);
}

CapturedLog::~CapturedLog() { spdlog::set_default_logger(before_); }

}  // namespace fudai::testsupport
