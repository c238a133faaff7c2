#pragma once

#include <functional>

#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/async/task.h"

namespace fudai::async {

// Sleeps for `period`, or until `ended` says so, which it is asked ten times a second: so that what repeats rarely does
// not hold up a drain.
Task<void> PauseUnless(Loop* loop, absl::Duration period, std::function<bool()> ended);

}  // namespace fudai::async
