#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace fudai::json_mistakes {

// The first key that an object of the JSON text has twice, which parsers let pass: its path, and the lines of both. A
// field's two names, "order_id" and "orderId", are one key. Empty if there is none. Of text that is no JSON it may find
// nothing; the parser tells what is wrong with that.
//
//   growth.steps[0].drops: is in line 12 and again in line 14; keep one of them
std::string FindDuplicateKey(absl::string_view json);

}  // namespace fudai::json_mistakes
