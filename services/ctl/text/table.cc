#include "services/ctl/text/table.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/ctl/text/display_width.h"

namespace fudai::text {
namespace {

constexpr absl::string_view kGap = "  ";

bool IsAmount(absl::string_view cell) {
  absl::ConsumePrefix(&cell, "-");
  return absl::ConsumePrefix(&cell, "¥") && IsPlainNumber(cell);
}

std::string Padding(int width, absl::string_view text) {
  return std::string(std::max(0, width - DisplayWidth(text)), ' ');
}

}  // namespace

void Table::AddRow(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = Printable(cell);
  cells.resize(headers_.size());
  rows_.push_back(std::move(cells));
}

std::vector<Table::Column> Table::VisibleColumns() const {
  std::vector<Column> columns;
  for (size_t i = 0; i < headers_.size(); ++i) {
    Column column{.index = i, .width = DisplayWidth(headers_[i])};
    bool empty = true;
    for (const auto& row : rows_) {
      const std::string& cell = row[i];
      column.width = std::max(column.width, DisplayWidth(cell));
      column.numeric &= cell.empty() || IsPlainNumber(cell) || IsAmount(cell);
      empty &= cell.empty();
    }
    if (!empty) columns.push_back(column);
  }
  return columns;
}

std::string Table::Render(int indent) const {
  if (rows_.empty()) return "";
  const std::vector<Column> columns = VisibleColumns();
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text(indent, ' ');
    for (const Column& column : columns) {
      const std::string& cell = cells[column.index];
      const std::string padding = Padding(column.width, cell);
      absl::StrAppend(&text, column.numeric ? padding : "", cell, column.numeric ? "" : padding, kGap);
    }
    return absl::StrCat(absl::StripTrailingAsciiWhitespace(text), "\n");
  };
  std::string text = line(headers_);
  for (const auto& row : rows_) absl::StrAppend(&text, line(row));
  return text;
}

bool IsPlainNumber(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "-")) absl::ConsumePrefix(&text, "+");
  const auto digits = [&text] {
    const size_t before = text.size();
    while (!text.empty() && absl::ascii_isdigit(text.front())) text.remove_prefix(1);
    return before > text.size();
  };
  if (!digits()) return false;
  return text.empty() || (absl::ConsumePrefix(&text, ".") && digits() && text.empty());
}

}  // namespace fudai::text
