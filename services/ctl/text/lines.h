#pragma once

#include <string>
#include <utility>
#include <vector>

namespace fudai::text {

// A label and its value.
using Line = std::pair<std::string, std::string>;

// The lines that have a value, their values below each other, each line after `indent` spaces.
std::string LinesText(const std::vector<Line>& lines, int indent);

}  // namespace fudai::text
