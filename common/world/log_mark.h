#pragma once

#include "common/world/world.h"

namespace fudai::world {

// What a log line about a world's own matters begins with: nothing in production, "rehearsal: " in the rehearsal.
inline const char* LogMark(World world) { return world == World::kProduction ? "" : "rehearsal: "; }

}  // namespace fudai::world
