#pragma once

#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <string>

namespace fudai::testsupport {

// What is logged as long as the object lives: the messages, a line each.
class CapturedLog {
 public:
  CapturedLog();
  ~CapturedLog();
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  std::string text() const { return lines_.str(); }

 private:
  std::shared_ptr<spdlog::logger> before_;
  std::ostringstream lines_;
};

}  // namespace fudai::testsupport
