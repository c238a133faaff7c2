#include "services/admin/database/quoted.h"

namespace fudai::database {

void AppendQuoted(absl::string_view text, std::string* literal) {
  *literal += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') *literal += '\\';
    *literal += c;
  }
  *literal += '"';
}

}  // namespace fudai::database
