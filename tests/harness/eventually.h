#pragma once

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"

namespace fudai::harness {

// Asks again and again, with short pauses, until `condition` holds; false if it does not within `limit`.
bool Eventually(absl::FunctionRef<bool()> condition, absl::Duration limit = absl::Seconds(30));

}  // namespace fudai::harness
