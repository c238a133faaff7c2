#include "common/campaign_rules/findings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;

constexpr int kMaxDisplayName = 60;
constexpr size_t kMaxId = 64;
constexpr size_t kMaxShortName = 24;

// The years in which a campaign can lie: a moment outside them is a slip of units or digits.
absl::Time EarliestMoment() { return absl::FromCivil(absl::CivilYear(2000), absl::UTCTimeZone()); }
absl::Time LatestMoment() { return absl::FromCivil(absl::CivilYear(2100), absl::UTCTimeZone()); }

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxId &&
         std::all_of(id.begin(), id.end(), [](char c) { return absl::ascii_isgraph(c); });
}

int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); });
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

void Findings::Error(std::string field, FindingKind kind, const Params& params) {
  errors_.push_back(MakeFinding(Severity::kError, std::move(field), kind, params));
}

void Findings::Warning(std::string field, FindingKind kind, const Params& params) {
  warnings_.push_back(MakeFinding(Severity::kWarning, std::move(field), kind, params));
}

void Findings::Soften(Finding error) {
  error.severity = Severity::kWarning;
  warnings_.push_back(std::move(error));
}

void Findings::Violation(absl::string_view rule, std::string field, FindingKind kind, const Params& params) {
  Error(std::move(field), kind, params);
  errors_.back().rule = std::string(rule);
}

void Findings::CheckRange(std::string field, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return;
  if (absl::EndsWith(field, "_fen")) {
    Error(std::move(field), kAmountOutOfRange, {{"value_fen", value}, {"min_fen", min}, {"max_fen", max}});
  } else {
    Error(std::move(field), kOutOfRange, {{"value", value}, {"min", min}, {"max", max}});
  }
}

void Findings::CheckDisplayName(std::string field, absl::string_view name) {
  if (HoldsControlCharacter(name)) return Error(std::move(field), kNameControlCharacters, {{"value", name}});
  const int64_t characters = CountCharacters(name);
  if (characters >= 1 && characters <= kMaxDisplayName) return;
  Error(std::move(field), kNameLength, {{"count", characters}, {"value", name}, {"max", kMaxDisplayName}});
}

void Findings::CheckDuration(std::string field, const google::protobuf::Duration& duration, absl::Duration min,
                             absl::Duration max) {
  const absl::Duration value = ToDuration(duration);
  if (value >= min && value <= max) return;
  Error(std::move(field), kDurationOutOfRange,
        {{"value_duration", value}, {"min_duration", min}, {"max_duration", max}});
}

bool Findings::CheckMoment(std::string field, const google::protobuf::Timestamp& moment) {
  const absl::Time time = ToTime(moment);
  if (time >= EarliestMoment() && time < LatestMoment()) return true;
  Error(std::move(field), kMomentOutOfRange, {{"value_time", time}});
  return false;
}

void Findings::CheckSize(std::string field, int size, int most) {
  if (size > most) Error(std::move(field), kTooManyEntries, {{"count", size}, {"max", most}});
}

void Findings::CheckIds(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& ids) {
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < ids.size(); ++i) {
    const std::string element = absl::StrCat(field, "[", i, "]");
    if (!IsId(ids[i])) {
      Error(element, kBadId, {{"value", ids[i]}});
    } else if (!seen.insert(ids[i]).second) {
      Warning(element, kNamedAgain, {{"value", ids[i]}});
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

bool IsShortName(absl::string_view name) {
  return !name.empty() && name.size() <= kMaxShortName && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

std::string Element(absl::string_view name, int index, absl::string_view member) {
  return absl::StrCat(name, "[", index, "].", member);
}

}  // namespace fudai::campaign_rules
