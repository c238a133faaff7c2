#pragma once

#include "absl/strings/string_view.h"

namespace fudai::text {

// Whether `text` is UTF-8, as protobuf's strings must be: no surrogate, no overlong form, nothing beyond U+10FFFF.
bool IsUtf8(absl::string_view text);

}  // namespace fudai::text
