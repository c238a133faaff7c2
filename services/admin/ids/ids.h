#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::ids {

// Checks an identifier that a request gives: INVALID_ARGUMENT, naming the field, unless it is of at most 64
// printable ASCII characters without spaces, as all are. No other may reach the database, which would cut it at a NUL
// and so find another. An empty one is right: what its absence means is the method's business.
absl::Status CheckId(absl::string_view field, absl::string_view id);

}  // namespace fudai::ids
