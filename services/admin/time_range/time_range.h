#pragma once

#include <google/protobuf/timestamp.pb.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace fudai::time_range {

// A range of time as requests give it: the moments that are absent are null.
struct TimeRange {
  const google::protobuf::Timestamp* start = nullptr;
  const google::protobuf::Timestamp* end = nullptr;
};

// The range of a message with the fields start_time and end_time.
template <typename Message>
TimeRange RangeOf(const Message& message) {
  return {message.has_start_time() ? &message.start_time() : nullptr,
          message.has_end_time() ? &message.end_time() : nullptr};
}

// INVALID_ARGUMENT if a moment is none, or the range ends before it begins. `prefix` is the path of the message, such
// as "filter.".
absl::Status CheckRange(absl::string_view prefix, const TimeRange& range);

absl::Time ToTime(const google::protobuf::Timestamp& timestamp);

}  // namespace fudai::time_range
