#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/replay/csv.h"

namespace fudai::replay {

// Largest amount that the API takes, in fen.
inline constexpr int64_t kMaxAmountFen = int64_t{1} << 53;

// Reads the fields of one CSV row by column. Every error is INVALID_ARGUMENT and says the column, its value and what
// would be right; the caller adds file and line. Borrows the row.
class Fields {
 public:
  explicit Fields(const CsvRow& row) : row_(row) {}

  // INVALID_ARGUMENT unless the row has as many fields as the header.
  absl::Status CheckCount(size_t expected) const;

  // An identifier: 1 to 64 printable ASCII characters without spaces.
  absl::StatusOr<std::string> Id(int column, absl::string_view name) const;

  // An identifier, or nothing.
  absl::StatusOr<std::string> OptionalId(int column, absl::string_view name) const;

  // An integer within [min, max].
  absl::StatusOr<int64_t> Integer(int column, absl::string_view name, int64_t min, int64_t max) const;

  // A moment in RFC 3339, such as 2024-03-01T10:15:00Z, in milliseconds since the epoch; the years 2000 to 2098.
  absl::StatusOr<int64_t> TimeMs(int column, absl::string_view name) const;

 private:
  const CsvRow& row_;
};

// The value as it is shown in messages: quoted, escaped, and cut after 40 bytes with its full length told.
std::string Shown(absl::string_view value);

}  // namespace fudai::replay
