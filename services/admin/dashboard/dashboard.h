#pragma once

#include "common/gateway/static_files.h"

namespace fudai::dashboard {

// The marketers' page, which is part of the program. Made at the first call, for good.
const gateway::StaticFiles& Page();

}  // namespace fudai::dashboard
