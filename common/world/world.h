#pragma once

#include <optional>

#include "absl/strings/string_view.h"

namespace fudai::world {

// A server may hold two worlds over the same Redis: production, and a rehearsal whose clock an operator moves. Whatever
// lies below the RPC's edge exists once in each, and nothing of one can name what belongs to the other
// (docs/adr/0008).
enum class World { kProduction, kRehearsal };

// The world's name in tokens, metadata, metrics and logs: "production", "rehearsal".
absl::string_view WorldName(World world);

std::optional<World> ParseWorld(absl::string_view name);

// The metadata by which a caller says which world it means, and by which every answer out of the rehearsal is marked.
inline constexpr char kWorldMetadata[] = "fudai-world";

}  // namespace fudai::world
