#pragma once

#include <string>

namespace fudai::ctl {

// A fresh random UUID (version 4).
std::string NewUuid();

}  // namespace fudai::ctl
