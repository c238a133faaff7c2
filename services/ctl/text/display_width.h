// What text looks like on a terminal: its width in columns, and a form of it that cannot command the terminal.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace fudai::text {

// Columns that `text` (UTF-8) takes on a terminal: two for a Chinese character, none for a combining mark. Bytes that
// are not UTF-8 count one each.
int DisplayWidth(absl::string_view text);

// `text` with every control character and every byte that is not UTF-8 replaced by "?". What a customer typed into a
// name must not move an operator's cursor.
std::string Printable(absl::string_view text);

}  // namespace fudai::text
