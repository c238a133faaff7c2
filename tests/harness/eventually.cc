#include "tests/harness/eventually.h"

#include "absl/time/clock.h"

namespace fudai::harness {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(10);

}  // namespace

bool Eventually(absl::FunctionRef<bool()> condition, absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  while (!condition()) {
    if (absl::Now() > deadline) return false;
    absl::SleepFor(kPause);
  }
  return true;
}

}  // namespace fudai::harness
