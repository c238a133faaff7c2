#include "common/world/world.h"

namespace fudai::world {

absl::string_view WorldName(World world) { return world == World::kRehearsal ? "rehearsal" : "production"; }

std::optional<World> ParseWorld(absl::string_view name) {
  for (const World world : {World::kProduction, World::kRehearsal}) {
    if (WorldName(world) == name) return world;
  }
  return std::nullopt;
}

}  // namespace fudai::world
