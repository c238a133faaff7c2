#pragma once

#include <string>
#include <vector>

#include "services/ctl/session.h"

namespace fudai::ctl {

// The whole program: reads the arguments (without the program's name), does what they say and returns the exit code: 0
// if it was done, 1 if it failed, 2 if the arguments are wrong. An error is one line on `streams.err`.
int RunCommand(const std::vector<std::string>& arguments, Streams streams);

}  // namespace fudai::ctl
