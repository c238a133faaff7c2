#include "common/async/pause.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace fudai::async {

Task<void> PauseUnless(Loop* loop, absl::Duration period, std::function<bool()> ended) {
  constexpr absl::Duration kSlice = absl::Milliseconds(100);
  const absl::Time end = absl::Now() + period;
  while (absl::Now() < end && !ended()) {
    const absl::Duration slice = std::min(kSlice, end - absl::Now());
    co_await loop->Sleep(slice);
  }
}

}  // namespace fudai::async
