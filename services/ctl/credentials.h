#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/auth/identity.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// The value of the `authorization` metadata for a call in `role`: the token that was given, else one minted from the
// key file, which holds for a few minutes of real and of simulated time. Its subject is settings.subject, else "fudai";
// an app user must be named. A usage error if neither token nor key file was given.
absl::StatusOr<std::string> Authorization(const Settings& settings, auth::Role role);

}  // namespace fudai::ctl
