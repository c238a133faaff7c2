#pragma once

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace fudai::clock {

// Clock is where the program learns what time it is, so that tests and rehearsals can say it. Whoever constructs the
// program owns it; everyone else holds a reference. Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual absl::Time Now() const = 0;
};

// SystemClock tells the machine's wall-clock time.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace fudai::clock
