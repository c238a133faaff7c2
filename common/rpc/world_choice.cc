#include "common/rpc/world_choice.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace fudai::rpc {

using world::World;
using world::WorldName;

absl::StatusOr<World> ChooseWorld(const auth::Token& token, absl::string_view metadata) {
  if (metadata.empty()) return token.world;
  const std::optional<World> named = world::ParseWorld(metadata);
  if (!named.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat("metadata ", world::kWorldMetadata, " is \"",
                                                   absl::CHexEscape(metadata.substr(0, 40)),
                                                   "\"; it should be \"production\" or \"rehearsal\""));
  }
  const bool is_session = !token.session_id.empty();
  if (is_session || *named == token.world) return *named;
  return absl::UnauthenticatedError(absl::StrCat("metadata ", world::kWorldMetadata, " is \"", WorldName(*named),
                                                 "\", and the token's world is \"", WorldName(token.world),
                                                 "\": call with a token of the same world"));
}

}  // namespace fudai::rpc
