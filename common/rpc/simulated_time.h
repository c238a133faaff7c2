#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace fudai::rpc {

// The metadata by which a caller says what time it is, where a server takes simulated time.
inline constexpr char kTimeMetadata[] = "fudai-time-ms";

// The moment that its value says: milliseconds since the epoch, of the years 2000 to 2099. INVALID_ARGUMENT otherwise.
absl::StatusOr<absl::Time> ParseSimulatedTime(absl::string_view milliseconds);

}  // namespace fudai::rpc
