#pragma once

#include "common/gateway/options.h"

namespace fudai::gateway {

// What the flags --http_… of a program say that links this file. `listen` is empty where no gateway is wanted.
Options OptionsFromFlags();

}  // namespace fudai::gateway
