#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::suggestions {

// Those of `known` that somebody who wrote `word` may have meant, best first, at most three. A known name of several
// words is also meant by its last word.
std::vector<std::string> Suggest(absl::string_view word, const std::vector<std::string>& known);

// "; did you mean "a" or "b"?", empty without suggestions.
std::string DidYouMean(absl::string_view word, const std::vector<std::string>& known);

}  // namespace fudai::suggestions
