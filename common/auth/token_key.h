#pragma once

#include <jwt.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/auth/identity.h"
#include "fudai/config/v1/keys.pb.h"

namespace fudai::auth {

// A key that tokens are signed or verified with, checked and ready for libjwt.
struct TokenKey {
  std::string id;
  jwt_alg_t algorithm = JWT_ALG_NONE;
  std::string material;  // HS256: the secret; ES256: the public key in PEM
  std::vector<Role> roles;

  bool Allows(Role role) const;
};

using TokenKeys = std::map<std::string, TokenKey, std::less<>>;  // by id

// The file's token keys. INVALID_ARGUMENT, with the key's id, for what a key must not be: no or too long an id, an id
// twice, an algorithm other than HS256 and ES256, a short secret, a public key that is not of P-256, no role or an
// unknown one.
absl::StatusOr<TokenKeys> ParseTokenKeys(const config::v1::KeyFile& key_file);

struct FreeJwt {
  void operator()(jwt_t* jwt) const { jwt_free(jwt); }
};
using JwtPtr = std::unique_ptr<jwt_t, FreeJwt>;

}  // namespace fudai::auth
