#include "tests/replay/fields.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace fudai::replay {
namespace {

constexpr size_t kMaxIdLength = 64;
constexpr size_t kMaxShownLength = 40;

absl::Status Wrong(absl::string_view name, absl::string_view value, absl::string_view right) {
  return absl::InvalidArgumentError(absl::StrCat("column ", name, " is ", Shown(value), "; it must be ", right));
}

bool IsId(absl::string_view value) {
  return !value.empty() && value.size() <= kMaxIdLength &&
         std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

std::string Shown(absl::string_view value) {
  const std::string shown = absl::StrCat("\"", absl::CHexEscape(value.substr(0, kMaxShownLength)), "\"");
  if (value.size() <= kMaxShownLength) return shown;
  return absl::StrCat(shown, "… (", value.size(), " bytes)");
}

absl::Status Fields::CheckCount(size_t expected) const {
  if (row_.fields.size() == expected) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("the row has ", row_.fields.size(), " fields; it must have ", expected, ", as the header has"));
}

absl::StatusOr<std::string> Fields::Id(int column, absl::string_view name) const {
  const std::string& value = row_.fields[column];
  if (IsId(value)) return value;
  return Wrong(name, value, "1 to 64 printable ASCII characters without spaces");
}

absl::StatusOr<std::string> Fields::OptionalId(int column, absl::string_view name) const {
  if (row_.fields[column].empty()) return std::string();
  return Id(column, name);
}

absl::StatusOr<int64_t> Fields::Integer(int column, absl::string_view name, int64_t min, int64_t max) const {
  const std::string& value = row_.fields[column];
  int64_t number = 0;
  if (absl::SimpleAtoi(value, &number) && number >= min && number <= max) return number;
  return Wrong(name, value, absl::StrCat("an integer from ", min, " to ", max));
}

absl::StatusOr<int64_t> Fields::TimeMs(int column, absl::string_view name) const {
  const std::string& value = row_.fields[column];
  absl::Time time;
  std::string error;
  const bool parsed = absl::ParseTime(absl::RFC3339_full, value, &time, &error);
  // The servers take simulated moments of 2000 to 2099, and what follows from an order comes up to a year after it.
  const absl::Time earliest = absl::FromCivil(absl::CivilYear(2000), absl::UTCTimeZone());
  const absl::Time end = absl::FromCivil(absl::CivilYear(2099), absl::UTCTimeZone());
  if (parsed && time >= earliest && time < end) return absl::ToUnixMillis(time);
  return Wrong(name, value, "an RFC 3339 time of the years 2000 to 2098, such as 2024-03-01T10:15:00Z");
}

}  // namespace fudai::replay
