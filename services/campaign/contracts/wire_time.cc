#include "services/campaign/contracts/wire_time.h"

namespace fudai::contracts {
namespace {

constexpr int64_t kMillisecondsPerSecond = 1000;
constexpr int kNanosPerMillisecond = 1'000'000;

}  // namespace

google::protobuf::Timestamp ToTimestamp(int64_t milliseconds) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(milliseconds / kMillisecondsPerSecond);
  timestamp.set_nanos(static_cast<int>(milliseconds % kMillisecondsPerSecond) * kNanosPerMillisecond);
  return timestamp;
}

int64_t ToMilliseconds(const google::protobuf::Timestamp& timestamp) {
  return timestamp.seconds() * kMillisecondsPerSecond + timestamp.nanos() / kNanosPerMillisecond;
}

int64_t ToMilliseconds(const google::protobuf::Duration& duration) {
  return duration.seconds() * kMillisecondsPerSecond + duration.nanos() / kNanosPerMillisecond;
}

}  // namespace fudai::contracts
