#include "common/campaign_rules/findings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace fudai::campaign_rules {
namespace {

constexpr int kMaxDisplayName = 60;
constexpr size_t kMaxQuoted = 80;
constexpr size_t kMaxId = 64;
constexpr size_t kMaxShortName = 24;

// The years in which a campaign can lie: a moment outside them is a slip of units or digits.
absl::Time EarliestMoment() { return absl::FromCivil(absl::CivilYear(2000), absl::UTCTimeZone()); }
absl::Time LatestMoment() { return absl::FromCivil(absl::CivilYear(2100), absl::UTCTimeZone()); }

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxId &&
         std::all_of(id.begin(), id.end(), [](char c) { return absl::ascii_isgraph(c); });
}

// Whether a byte of UTF-8 goes on with a character that an earlier one began.
bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); });
}

// The first characters of a text, in at most `bytes`.
absl::string_view Beginning(absl::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && IsContinuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

// Those of ASCII, and U+0080 to U+009F.
bool HoldsControlCharacter(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (absl::ascii_iscntrl(text[i])) return true;
    const bool of_latin1 = text[i] == '\xC2' && i + 1 < text.size();
    if (of_latin1 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

void Findings::Error(std::string field, std::string message) {
  errors_.push_back({Severity::kError, std::move(field), std::move(message), ""});
}

void Findings::Warning(std::string field, std::string message) {
  warnings_.push_back({Severity::kWarning, std::move(field), std::move(message), ""});
}

void Findings::Violation(absl::string_view rule, std::string field, std::string message) {
  errors_.push_back({Severity::kError, std::move(field), std::move(message), std::string(rule)});
}

void Findings::CheckRange(std::string field, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return;
  const absl::string_view unit = absl::EndsWith(field, "_fen") ? " fen" : "";
  Error(std::move(field), absl::StrCat("is ", value, "; it should be ", min, " to ", max, unit));
}

void Findings::CheckDisplayName(std::string field, absl::string_view name) {
  if (HoldsControlCharacter(name))
    return Error(std::move(field), absl::StrCat("is ", Quote(name), "; it should hold no control characters"));
  const int64_t characters = CountCharacters(name);
  if (characters >= 1 && characters <= kMaxDisplayName) return;
  Error(std::move(field),
        absl::StrCat("has ", characters, " characters (", Quote(name), "); it should have 1 to ", kMaxDisplayName));
}

void Findings::CheckDuration(std::string field, const google::protobuf::Duration& duration, absl::Duration min,
                             absl::Duration max) {
  const absl::Duration value = ToDuration(duration);
  if (value >= min && value <= max) return;
  Error(std::move(field),
        absl::StrCat("is ", FormatSeconds(value), "; it should be ", FormatSeconds(min), " to ", FormatSeconds(max)));
}

bool Findings::CheckMoment(std::string field, const google::protobuf::Timestamp& moment) {
  const absl::Time time = ToTime(moment);
  if (time >= EarliestMoment() && time < LatestMoment()) return true;
  Error(std::move(field), absl::StrCat("is ", FormatMoment(time), "; it should lie in the years 2000 to 2099"));
  return false;
}

void Findings::CheckSize(std::string field, int size, int most) {
  if (size > most) Error(std::move(field), absl::StrCat("has ", size, " entries; it should have at most ", most));
}

void Findings::CheckIds(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& ids) {
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < ids.size(); ++i) {
    const std::string element = absl::StrCat(field, "[", i, "]");
    if (!IsId(ids[i])) {
      Error(element,
            absl::StrCat("is ", Quote(ids[i]), "; it should be 1 to 64 printable ASCII characters without spaces"));
    } else if (!seen.insert(ids[i]).second) {
      Warning(element, absl::StrCat("names ", Quote(ids[i]), " again; it should be there once"));
    }
  }
}

bool Findings::HasError(absl::string_view field) const {
  return std::any_of(errors_.begin(), errors_.end(), [&](const Finding& error) { return error.field == field; });
}

std::vector<Finding> Findings::Take() {
  std::vector<Finding> all = std::move(errors_);
  std::move(warnings_.begin(), warnings_.end(), std::back_inserter(all));
  return all;
}

absl::Duration ToDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

std::string FormatSeconds(absl::Duration duration) {
  const bool whole = duration == absl::Trunc(duration, absl::Seconds(1));
  const int64_t days = duration / absl::Hours(24);
  if (days > 0 && duration == days * absl::Hours(24))
    return absl::StrCat(absl::ToInt64Seconds(duration), "s (", days, days == 1 ? " day)" : " days)");
  return whole ? absl::StrCat(absl::ToInt64Seconds(duration), "s")
               : absl::StrFormat("%.9fs", absl::ToDoubleSeconds(duration));
}

std::string FormatMoment(absl::Time time) { return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone()); }

bool IsShortName(absl::string_view name) {
  return !name.empty() && name.size() <= kMaxShortName && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

std::string Quote(absl::string_view value) {
  const absl::string_view shown = Beginning(value, kMaxQuoted);
  return absl::StrCat("\"", absl::Utf8SafeCHexEscape(shown), shown.size() < value.size() ? "…" : "", "\"");
}

std::string Element(absl::string_view name, int index, absl::string_view member) {
  return absl::StrCat(name, "[", index, "].", member);
}

}  // namespace fudai::campaign_rules
