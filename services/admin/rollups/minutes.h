#pragma once

#include <cstdint>

namespace fudai::rollups {

inline constexpr int64_t kMinuteMs = 60'000;

// Series by the minute are kept for so long before the newest event: two days, and what clocks may differ.
inline constexpr int64_t kMinutesKeptMs = int64_t{50} * 60 * kMinuteMs;

// When the first minute begins that is kept, by the moment of the newest event; milliseconds since the epoch.
constexpr int64_t FirstKeptMinute(int64_t newest_ms) {
  return (newest_ms - kMinutesKeptMs + kMinuteMs - 1) / kMinuteMs * kMinuteMs;
}

}  // namespace fudai::rollups
