#include "services/ctl/text/csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/ctl/text/table.h"

namespace fudai::text {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

bool IsFormula(absl::string_view cell) {
  return !cell.empty() && absl::string_view("=+-@\t\r").find(cell.front()) != absl::string_view::npos &&
         !IsPlainNumber(cell);
}

void AppendCell(std::string* line, const std::string& cell) {
  const bool formula = IsFormula(cell);
  if (!formula && cell.find_first_of(",\"\r\n") == std::string::npos) {
    absl::StrAppend(line, cell);
    return;
  }
  absl::StrAppend(line, "\"", formula ? "'" : "", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string CsvLine(const std::vector<std::string>& cells) {
  return absl::StrCat(absl::StrJoin(cells, ",", AppendCell), "\r\n");
}

std::string CsvHead(const std::vector<std::string>& columns) { return absl::StrCat(kByteOrderMark, CsvLine(columns)); }

}  // namespace fudai::text
