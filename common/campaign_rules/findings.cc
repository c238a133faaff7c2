#include "common/campaign_rules/findings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::campaign_rules {
namespace {

constexpr int kMaxDisplayName = 60;
constexpr size_t kMaxQuoted = 80;

// Characters of a UTF-8 text, whose continuation bytes do not count.
int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace

void Findings::Error(std::string field, std::string message) {
  errors_.push_back({Severity::kError, std::move(field), std::move(message)});
}

void Findings::Warning(std::string field, std::string message) {
  warnings_.push_back({Severity::kWarning, std::move(field), std::move(message)});
}

void Findings::CheckRange(std::string field, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return;
  Error(std::move(field), absl::StrCat("is ", value, "; it should be ", min, " to ", max));
}

void Findings::CheckDisplayName(std::string field, absl::string_view name) {
  const int64_t characters = CountCharacters(name);
  if (characters >= 1 && characters <= kMaxDisplayName) return;
  Error(std::move(field),
        absl::StrCat("has ", characters, " characters (", Quote(name), "); it should have 1 to ", kMaxDisplayName));
}

void Findings::CheckDuration(std::string field, const google::protobuf::Duration& duration, absl::Duration min,
                             absl::Duration max) {
  const absl::Duration value = ToDuration(duration);
  if (value >= min && value <= max) return;
  Error(std::move(field), absl::StrCat("is ", absl::FormatDuration(value), "; it should be ", absl::FormatDuration(min),
                                       " to ", absl::FormatDuration(max)));
}

std::vector<Finding> Findings::Take() {
  std::vector<Finding> all = std::move(errors_);
  std::move(warnings_.begin(), warnings_.end(), std::back_inserter(all));
  return all;
}

absl::Duration ToDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

std::string Quote(absl::string_view value) {
  const bool cut = value.size() > kMaxQuoted;
  return absl::StrCat("\"", absl::Utf8SafeCHexEscape(value.substr(0, kMaxQuoted)), cut ? "…" : "", "\"");
}

std::string Element(absl::string_view name, int index, absl::string_view member) {
  return absl::StrCat(name, "[", index, "].", member);
}

}  // namespace fudai::campaign_rules
