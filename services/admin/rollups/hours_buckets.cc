#include "services/admin/rollups/hours_buckets.h"

#include <algorithm>

namespace fudai::rollups {
namespace {

constexpr int64_t kHourMs = 3'600'000;
constexpr int kDayHours = 24;
constexpr int kDaysFrom = 3 * kDayHours;
constexpr int kLast = 30 * kDayHours;

}  // namespace

int HoursBucket(int64_t duration_ms) {
  const int64_t hours = std::clamp<int64_t>(duration_ms / kHourMs, 0, kLast);
  return static_cast<int>(hours < kDaysFrom ? hours : hours - hours % kDayHours);
}

int HoursBucketEnd(int first_hour) {
  if (first_hour >= kLast) return 0;
  return first_hour + (first_hour < kDaysFrom ? 1 : kDayHours);
}

}  // namespace fudai::rollups
