#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fudai/config/v1/session.pb.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// Where the session of `fudai sign-in` is kept: --session, else $XDG_STATE_HOME/fudai/session, else
// ~/.local/state/fudai/session. A usage error where none of these is known.
absl::StatusOr<std::string> SessionPath(const Settings& settings);

// The session of the admin server that the settings name. A usage error if there is none, or it is another server's.
absl::StatusOr<config::v1::SessionFile> ReadSessionFile(const Settings& settings);

// Writes it whole or not at all, readable by its owner alone, in place of the one before.
absl::Status WriteSessionFile(const Settings& settings, const config::v1::SessionFile& session);

// Forgets the session; OK if there is none.
absl::Status RemoveSessionFile(const Settings& settings);

}  // namespace fudai::ctl
