#include "tests/load/documents.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::load {

absl::Status WriteFile(const std::string& path, absl::string_view text) {
  std::ofstream file(path);
  file << text;
  file.close();
  if (file.good()) return absl::OkStatus();
  return absl::UnknownError(absl::StrCat(path, " cannot be written"));
}

absl::StatusOr<std::string> WithFigures(absl::string_view document, absl::string_view name, absl::string_view text) {
  const std::string first = absl::StrCat("<!-- ", name, " -->\n"), last = absl::StrCat("<!-- /", name, " -->");
  const size_t begin = document.find(first);
  const size_t end = begin == absl::string_view::npos ? begin : document.find(last, begin);
  if (end == absl::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("the document lacks the lines <!-- ", name, " --> and <!-- /", name, " -->, in this order"));
  }
  return absl::StrCat(document.substr(0, begin + first.size()), text, document.substr(end));
}

absl::Status WriteFigures(absl::string_view name, absl::string_view text) {
  const std::string path = absl::StrCat(FUDAI_ROOT, "/docs/performance.md");
  std::ostringstream document;
  document << std::ifstream(path).rdbuf();
  ASSIGN_OR_RETURN(const std::string updated, WithFigures(document.str(), name, text));
  return WriteFile(path, updated);
}

}  // namespace fudai::load
