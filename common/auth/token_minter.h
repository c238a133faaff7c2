#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "common/auth/token_key.h"
#include "common/world/world.h"
#include "fudai/config/v1/keys.pb.h"

namespace fudai::auth {

// TokenMinter makes tokens of one role and world, for the command line and tests; the apps get theirs from the chain's
// login. Thread-safe.
class TokenMinter {
 public:
  // Mints with the key file's first HS256 key (by id) that allows the role. NOT_FOUND if there is none,
  // INVALID_ARGUMENT for bad keys.
  static absl::StatusOr<TokenMinter> Create(const config::v1::KeyFile& key_file, Role role,
                                            world::World world = world::World::kProduction);

  // A JWT that holds until `expires_at` (whole seconds). INVALID_ARGUMENT for a subject that no identity may have.
  absl::StatusOr<std::string> Mint(absl::string_view subject, absl::Time expires_at) const;

 private:
  TokenMinter(TokenKey key, Role role, world::World world) : key_(std::move(key)), role_(role), world_(world) {}

  TokenKey key_;
  Role role_;
  world::World world_;
};

// The value of the `authorization` metadata that carries `token`.
std::string BearerAuthorization(absl::string_view token);

}  // namespace fudai::auth
