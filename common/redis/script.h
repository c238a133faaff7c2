#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::redis {

// A Lua script: one act on one partition. Immutable; make it once and keep it for the program's life.
//
// `constants` become locals at its top (`local OPENED = 1`), so that codes have one list, the C++ enum that decodes the
// reply.
class Script {
 public:
  using Constants = std::vector<std::pair<absl::string_view, int64_t>>;

  Script(absl::string_view name, absl::string_view body, const Constants& constants = {});

  // For messages and metrics.
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  // SHA-1 of the text in hexadecimal, as EVALSHA wants it.
  const std::string& sha() const { return sha_; }

 private:
  std::string name_;
  std::string text_;
  std::string sha_;
};

}  // namespace fudai::redis
