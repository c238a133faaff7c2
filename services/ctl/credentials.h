#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/auth/identity.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// The value of the `authorization` metadata for a call in `role`: the token that was given, else one minted from the
// key file, which holds for a few minutes of real and of simulated time; its subject is settings.subject, else "fudai",
// and an app user must be named. Else, for the admin server (the role owner), the session's of sign-in. A usage error
// if there is none of these.
absl::StatusOr<std::string> Authorization(const Settings& settings, auth::Role role);

}  // namespace fudai::ctl
