#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace fudai::database {

// Appends a text in quotation marks, as an element of PostgreSQL's literal of an array. A JSON string is quoted alike
// but for control characters.
void AppendQuoted(absl::string_view text, std::string* literal);

}  // namespace fudai::database
