#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ctl/session.h"

namespace fudai::ctl {

// A password: typed at a terminal, which does not show it, or else the next line of the input. A usage error for an
// empty one.
absl::StatusOr<std::string> AskPassword(absl::string_view prompt, Session& session);

// A new password: at a terminal it is typed twice, and must be the same.
absl::StatusOr<std::string> AskNewPassword(absl::string_view prompt, Session& session);

}  // namespace fudai::ctl
