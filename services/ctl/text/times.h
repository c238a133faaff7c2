// Moments as people write and read them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace fudai::text {

// The zone of an IANA name such as "Asia/Shanghai". INVALID_ARGUMENT if the machine knows no such zone.
absl::StatusOr<absl::TimeZone> ParseZone(absl::string_view name);

// A moment, written as "2026-05-01", "2026-05-01 09:12", "2026-05-01 09:12:33" (in `zone`, unless an offset such as
// "+08:00" or "Z" follows the time), or in RFC 3339. INVALID_ARGUMENT names the text and the forms: also for a bare
// number, which could be meant as seconds or as milliseconds.
absl::StatusOr<absl::Time> ParseMoment(absl::string_view text, absl::TimeZone zone);

// "2026-05-01 09:12:33+08:00" in `zone`, "2026-05-01 01:12:33Z" in UTC: a form that ParseMoment reads.
std::string FormatMoment(absl::Time time, absl::TimeZone zone);

// RFC 3339 in UTC with milliseconds, for programs: "2026-05-01T09:12:33.000Z".
std::string FormatInstant(absl::Time time);

absl::Time ToTime(const google::protobuf::Timestamp& timestamp);
google::protobuf::Timestamp ToTimestamp(absl::Time time);

}  // namespace fudai::text
