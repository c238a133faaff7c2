#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::filter {

// A word of a filter. A value in quotation marks is a word of its own kind, so that "AND" can be one.
struct Token {
  enum class Type { kWord, kQuoted, kOperator };
  Type type;
  std::string text;

  bool operator==(const Token&) const = default;
};

// The words of a filter of at most 2000 bytes, of the grammar that filter.h gives. INVALID_ARGUMENT names the character
// that can begin none.
absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view filter);

}  // namespace fudai::filter
