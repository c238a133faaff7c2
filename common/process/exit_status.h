#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::process {

// What a start returns that a termination signal has cut off: CANCELLED, naming what it was waiting for.
absl::Status ToldToEnd(absl::string_view awaited);

// The exit status of a server that ended so: 0 for OK; else it says why on stderr, in one line, and the status is 0 for
// CANCELLED, which is an end that it was told to make, 2 for INVALID_ARGUMENT and 1 for anything else.
int ExitStatus(absl::string_view program, const absl::Status& status);

}  // namespace fudai::process
