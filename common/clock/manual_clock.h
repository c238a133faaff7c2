#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace fudai::clock {

// ManualClock stands still until a test moves it. Resolution: 1 ns. Times beyond the years 1678 to 2262 do not fit.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(absl::Time start) { Set(start); }

  absl::Time Now() const override { return absl::FromUnixNanos(nanos_.load()); }

  void Set(absl::Time now) { nanos_.store(absl::ToUnixNanos(now)); }

  void Advance(absl::Duration step) { nanos_.fetch_add(absl::ToInt64Nanoseconds(step)); }

 private:
  std::atomic<int64_t> nanos_;
};

}  // namespace fudai::clock
