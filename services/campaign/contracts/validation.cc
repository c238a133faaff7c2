#include "services/campaign/contracts/validation.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/campaign_rules/report_window.h"

namespace fudai::contracts {
namespace {

constexpr size_t kMaxId = 64;
constexpr size_t kShownCharacters = 40;
constexpr absl::Duration kMostAhead = absl::Minutes(10);

absl::Status Wrong(absl::string_view field, absl::string_view value, absl::string_view right) {
  return absl::InvalidArgumentError(absl::StrCat(field, " is ", value, "; it must be ", right));
}

// In days if it has one, else in minutes.
std::string InWords(absl::Duration duration) {
  const int64_t days = duration / absl::Hours(24);
  return days > 0 ? absl::StrCat(days, " days") : absl::StrCat(absl::ToInt64Minutes(duration), " minutes");
}

bool IsPlain(unsigned char c) { return absl::ascii_isgraph(c); }

}  // namespace

std::string Quoted(absl::string_view value) {
  const absl::string_view shown = value.substr(0, kShownCharacters);
  const std::string cut = shown.size() < value.size() ? absl::StrCat("… (", value.size(), " characters)") : "";
  return absl::StrCat("\"", absl::CHexEscape(shown), "\"", cut);
}

absl::Status CheckId(absl::string_view field, absl::string_view value) {
  if (!value.empty() && value.size() <= kMaxId && std::all_of(value.begin(), value.end(), IsPlain))
    return absl::OkStatus();
  return Wrong(field, value.empty() ? "empty" : Quoted(value), "1 to 64 printable ASCII characters without spaces");
}

absl::Status CheckRange(absl::string_view field, int64_t value, Range range) {
  if (value >= range.least && value <= range.most) return absl::OkStatus();
  return Wrong(field, absl::StrCat(value), absl::StrCat(range.least, " to ", range.most));
}

absl::Status CheckNear(absl::string_view field, const google::protobuf::Timestamp& value, absl::Time now,
                       const Nearness& nearness) {
  if (value.nanos() < 0 || value.nanos() > 999'999'999) {
    return Wrong(absl::StrCat(field, ".nanos"), absl::StrCat(value.nanos()), "0 to 999999999");
  }
  const absl::Time moment = absl::FromUnixSeconds(value.seconds()) + absl::Nanoseconds(value.nanos());
  if (moment <= now + nearness.ahead && moment >= now - nearness.behind) return absl::OkStatus();
  const absl::TimeZone utc = absl::UTCTimeZone();
  return Wrong(field, value.seconds() == 0 ? "missing" : absl::FormatTime(moment, utc),
               absl::StrCat("at most ", InWords(nearness.ahead), " ahead of the server's clock and at most ",
                            InWords(nearness.behind), " behind it, which shows ", absl::FormatTime(now, utc)));
}

absl::Status CheckRecent(absl::string_view field, const google::protobuf::Timestamp& value, absl::Time now) {
  return CheckNear(field, value, now, {.ahead = kMostAhead, .behind = campaign_rules::kLatestReport});
}

}  // namespace fudai::contracts
