// CSV by RFC 4180 for readers that include spreadsheets: a head, then lines.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::text {

// One line of CSV with its line end (CR LF). Cells with commas, quotes or line breaks are quoted. A cell that a
// spreadsheet would run as a formula (it begins with = + - @, tab or CR and is no plain number) gets an apostrophe in
// front and is quoted.
std::string CsvLine(const std::vector<std::string>& cells);

// What a file begins with: the byte order mark of UTF-8, without which spreadsheets take Chinese for another encoding,
// and the columns' names as a line.
std::string CsvHead(const std::vector<std::string>& columns);

}  // namespace fudai::text
