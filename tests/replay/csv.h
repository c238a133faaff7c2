#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::replay {

// One row of a CSV file. `line` is the line it begins on; the header is line 1.
struct CsvRow {
  int line = 0;
  std::vector<std::string> fields;
};

// CsvTable is a CSV file (RFC 4180: a header, commas, double quotes, LF or CRLF) as a whole. A byte order mark and
// blank lines are skipped. Rows may have fewer or more fields than the header: it is for the caller to say what that
// means.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  // The index of the column called `name`; INVALID_ARGUMENT that lists the columns there are if it is missing.
  absl::StatusOr<int> Column(absl::string_view name) const;
};

// Parses `text`. INVALID_ARGUMENT if it has no header or if a quoted field never ends.
absl::StatusOr<CsvTable> ParseCsv(absl::string_view text);

// Reads a plain or gzipped CSV file. NOT_FOUND if it cannot be opened, DATA_LOSS if it is cut short or damaged; every
// message begins with the path.
absl::StatusOr<CsvTable> ReadCsv(const std::string& path);

}  // namespace fudai::replay
