// Between the API's timestamps and the store's milliseconds since the epoch.
#pragma once

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdint>

#include "absl/time/time.h"

namespace fudai::contracts {

google::protobuf::Timestamp ToTimestamp(int64_t milliseconds);

// Rounds down to the millisecond.
int64_t ToMilliseconds(const google::protobuf::Timestamp& timestamp);
int64_t ToMilliseconds(const google::protobuf::Duration& duration);

}  // namespace fudai::contracts
