#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::text {

// A table for people: columns aligned by what the terminal shows, so that Chinese and Latin text line up; columns of
// numbers to the right; columns that are empty in every row left out.
//
//   Table table({"campaign id", "openings"});
//   table.AddRow({"summer", "1200"});
//   out << table.Render();
class Table {
 public:
  explicit Table(std::vector<std::string> headers) : headers_(std::move(headers)) {}

  // One cell for each header.
  void AddRow(std::vector<std::string> cells);

  // The table, a line per row below its line of headers. `indent` spaces begin each line. Empty if there is no row.
  std::string Render(int indent = 0) const;

 private:
  struct Column {
    size_t index = 0;
    int width = 0;
    bool numeric = true;
  };

  std::vector<Column> VisibleColumns() const;

  std::vector<std::string> headers_;
  std::vector<std::vector<std::string>> rows_;
};

// Whether `text` is a decimal number, with or without sign and fraction, and nothing else.
bool IsPlainNumber(absl::string_view text);

}  // namespace fudai::text
