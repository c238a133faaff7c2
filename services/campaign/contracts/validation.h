// Checks of what callers send. Every error is INVALID_ARGUMENT and says which field is wrong, its value, and what would
// be right.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace fudai::contracts {

// The most fen that one amount may have: what a double, and so a script, still holds exactly.
inline constexpr int64_t kMaxFen = int64_t{1} << 53;

// A value as messages show it: in quotes, escaped, cut to 40 characters.
std::string Quoted(absl::string_view value);

// 1 to 64 printable ASCII characters without spaces.
absl::Status CheckId(absl::string_view field, absl::string_view value);

// An inclusive range of integers.
struct Range {
  int64_t least = 0;
  int64_t most = 0;
};
absl::Status CheckRange(absl::string_view field, int64_t value, Range range);

// How far a moment may be from the server's clock: whole minutes.
struct Nearness {
  absl::Duration ahead;
  absl::Duration behind;
};
absl::Status CheckNear(absl::string_view field, const google::protobuf::Timestamp& value, absl::Time now,
                       const Nearness& nearness);

// A moment at most 10 minutes ahead of `now` and at most 30 days behind it.
absl::Status CheckRecent(absl::string_view field, const google::protobuf::Timestamp& value, absl::Time now);

}  // namespace fudai::contracts
