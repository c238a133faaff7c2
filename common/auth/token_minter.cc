#include "common/auth/token_minter.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::auth {
namespace {

// Production's tokens have no such claim.
bool AddWorld(jwt_t* jwt, world::World world) {
  return world == world::World::kProduction ||
         jwt_add_grant(jwt, "world", std::string(world::WorldName(world)).c_str()) == 0;
}

}  // namespace

absl::StatusOr<TokenMinter> TokenMinter::Create(const config::v1::KeyFile& key_file, Role role, world::World world) {
  ASSIGN_OR_RETURN(TokenKeys keys, ParseTokenKeys(key_file));
  for (auto& [id, key] : keys) {
    if (key.algorithm == JWT_ALG_HS256 && key.Allows(role)) return TokenMinter(std::move(key), role, world);
  }
  return absl::NotFoundError(absl::StrCat("token_keys: no HS256 key allows the role ", RoleName(role)));
}

absl::StatusOr<std::string> TokenMinter::Mint(absl::string_view subject, absl::Time expires_at) const {
  if (!IsValidSubject(subject)) {
    return absl::InvalidArgumentError(
        absl::StrCat("subject \"", subject, "\" must be 1 to 64 printable ASCII characters without spaces"));
  }
  jwt_t* raw = nullptr;
  if (jwt_new(&raw) != 0) return absl::InternalError("libjwt cannot make a token");
  const JwtPtr jwt(raw);
  const auto* secret = reinterpret_cast<const unsigned char*>(key_.material.data());
  const bool complete = jwt_add_header(raw, "kid", key_.id.c_str()) == 0 &&
                        jwt_add_grant(raw, "sub", std::string(subject).c_str()) == 0 &&
                        jwt_add_grant(raw, "role", std::string(RoleName(role_)).c_str()) == 0 &&
                        AddWorld(raw, world_) && jwt_add_grant_int(raw, "exp", absl::ToUnixSeconds(expires_at)) == 0 &&
                        jwt_set_alg(raw, key_.algorithm, secret, static_cast<int>(key_.material.size())) == 0;
  const std::unique_ptr<char, decltype(&std::free)> text(complete ? jwt_encode_str(raw) : nullptr, std::free);
  if (text == nullptr) return absl::InternalError("libjwt cannot sign a token");
  return std::string(text.get());
}

std::string BearerAuthorization(absl::string_view token) { return absl::StrCat("Bearer ", token); }

}  // namespace fudai::auth
