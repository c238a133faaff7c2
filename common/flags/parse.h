#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace fudai::flags {

// Parses the command line of a program whose flags are defined with ABSL_FLAG, as --name=value, --name value, and
// --name or --noname for a boolean. In place of absl::ParseCommandLine, which ends a program that was called wrongly
// with status 1, as a failure would, and one that was asked for help likewise.
//
// Ends the program: after printing `purpose` and every flag for --help, or its name and version for --version, with 0;
// with one line about a bad flag on standard error, with 2. That line shows no value but one that does not parse.
void ParseOrExit(int argc, char** argv, absl::string_view purpose);

// Sets the flags that `arguments` name. INVALID_ARGUMENT for one that is unknown, lacks its value, or whose value does
// not parse.
absl::Status Parse(const std::vector<std::string>& arguments);

// The program's own flags with their defaults, for people.
std::string Help(absl::string_view purpose);

}  // namespace fudai::flags
