#include "services/admin/time_range/time_range.h"

#include "absl/strings/str_cat.h"

namespace fudai::time_range {
namespace {

using google::protobuf::Timestamp;

// What timestamp.proto allows: the years 1 to 9999.
constexpr int64_t kMinSeconds = -62'135'596'800;
constexpr int64_t kMaxSeconds = 253'402'300'799;
constexpr int32_t kMaxNanos = 999'999'999;

absl::Status CheckMoment(absl::string_view prefix, absl::string_view field, const Timestamp* moment) {
  if (moment == nullptr) return absl::OkStatus();
  if (moment->seconds() >= kMinSeconds && moment->seconds() <= kMaxSeconds && moment->nanos() >= 0 &&
      moment->nanos() <= kMaxNanos) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(prefix, field, " is ", moment->seconds(), " s and ", moment->nanos(),
                   " ns since the epoch; it should lie in the years 1 to 9999, with 0 to ", kMaxNanos, " ns"));
}

std::string Format(const Timestamp& moment) {
  return absl::FormatTime(absl::RFC3339_full, ToTime(moment), absl::UTCTimeZone());
}

}  // namespace

absl::Status CheckRange(absl::string_view prefix, const TimeRange& range) {
  absl::Status status = CheckMoment(prefix, "start_time", range.start);
  status.Update(CheckMoment(prefix, "end_time", range.end));
  if (!status.ok() || range.start == nullptr || range.end == nullptr || ToTime(*range.start) < ToTime(*range.end))
    return status;
  return absl::InvalidArgumentError(absl::StrCat(prefix, "end_time is ", Format(*range.end), "; it should be after ",
                                                 prefix, "start_time, which is ", Format(*range.start)));
}

absl::Time ToTime(const Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

}  // namespace fudai::time_range
