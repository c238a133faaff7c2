#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/auth/token.h"
#include "common/world/world.h"

namespace fudai::rpc {

// The world that a call means. A JWT is of one world; a session's token is of both, and the metadata `fudai-world`
// (empty where there is none) chooses. UNAUTHENTICATED if the token is not of the world that the metadata names, so
// that nobody acts in a world other than the one they say; INVALID_ARGUMENT for a world that does not exist.
absl::StatusOr<world::World> ChooseWorld(const auth::Token& token, absl::string_view metadata);

}  // namespace fudai::rpc
