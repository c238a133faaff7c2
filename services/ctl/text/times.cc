#include "services/ctl/text/times.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::text {
absl::StatusOr<absl::TimeZone> ParseZone(absl::string_view name) {
  absl::TimeZone zone;
  if (absl::LoadTimeZone(name, &zone)) return zone;
  return absl::InvalidArgumentError(
      absl::StrCat("no time zone \"", name, "\"; write an IANA name such as Asia/Shanghai or UTC"));
}

absl::StatusOr<absl::Time> ParseMoment(absl::string_view text, absl::TimeZone zone) {
  absl::Time time;
  for (const char* format : {absl::RFC3339_full, "%Y-%m-%d %H:%M:%E*S%Ez", "%Y-%m-%d %H:%M%Ez", "%Y-%m-%d %H:%M:%E*S",
                             "%Y-%m-%d %H:%M", "%Y-%m-%d"}) {
    if (absl::ParseTime(format, text, zone, &time, nullptr)) return time;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is no moment; write 2026-05-01, 2026-05-01 09:12, or 2026-05-01T09:12:00+08:00"));
}

std::string FormatMoment(absl::Time time, absl::TimeZone zone) {
  const bool utc = zone == absl::UTCTimeZone();
  return absl::FormatTime(utc ? "%Y-%m-%d %H:%M:%SZ" : "%Y-%m-%d %H:%M:%S%Ez", time, zone);
}

std::string FormatInstant(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

}  // namespace fudai::text
