#pragma once

#include <string>
#include <variant>
#include <vector>

#include "services/ctl/command.h"
#include "services/ctl/session.h"

namespace fudai::ctl {

// Exit codes of the program.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

// Reads the arguments (without the program's name) against the table of commands, and the environment for what the
// flags leave open. Returns what to do, or, where nothing is left to do, the exit code: after help, which goes to
// `out`, or after a usage error, which goes to `err`.
std::variant<Invocation, int> ParseCommandLine(std::vector<std::string> words, Streams streams);

}  // namespace fudai::ctl
