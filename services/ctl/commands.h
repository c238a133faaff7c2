#pragma once

#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ctl/command.h"

namespace fudai::ctl {

// Every command. The rows of a group stand together.
const std::vector<Command>& Commands();

// The groups, with what each is for, in the order of the help.
const std::vector<std::pair<absl::string_view, absl::string_view>>& Groups();

}  // namespace fudai::ctl
