#include "services/ctl/text/lines.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/ctl/text/display_width.h"

namespace fudai::text {

std::string LinesText(const std::vector<Line>& lines, int indent) {
  size_t width = 0;
  for (const auto& [label, value] : lines) width = std::max(width, value.empty() ? 0 : label.size());
  std::string text;
  for (const auto& [label, value] : lines) {
    if (value.empty()) continue;
    absl::StrAppend(&text, std::string(indent, ' '), label, std::string(width + 2 - label.size(), ' '),
                    Printable(value), "\n");
  }
  return text;
}

}  // namespace fudai::text
