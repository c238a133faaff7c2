#pragma once

#include <string>

namespace fudai::load {

// The machine and the versions that figures hang on, in one line: cores, processor, kernel, libraries, Redis, compiler,
// build type.
std::string DescribeMachine();

}  // namespace fudai::load
