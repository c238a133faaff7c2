#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/auth/identity.h"
#include "common/world/world.h"

namespace fudai::auth {

// A genuine token's contents. It holds from not_before on, until just before expires_at or until it is revoked.
struct Token {
  Identity identity;
  absl::Time not_before = absl::InfinitePast();
  absl::Time expires_at;
  // Names the session whose token it is; empty for a JWT.
  std::string session_id;
  // The world that a JWT is good for; a session's token is good for both.
  world::World world = world::World::kProduction;
  // Turns true when the session ends, for all who keep the token. Null for a JWT, which cannot be revoked.
  std::shared_ptr<const std::atomic<bool>> revoked;

  bool IsRevoked() const { return revoked != nullptr && *revoked; }
};

// OK if the token holds at `now`; else UNAUTHENTICATED, saying since or from when.
absl::Status CheckLifetime(const Token& token, absl::Time now);

// TokenReader tells whose a token is. Implementations are thread-safe and do not block.
class TokenReader {
 public:
  virtual ~TokenReader() = default;

  // The contents of a genuine token, whose lifetime is not yet checked; UNAUTHENTICATED for any other text.
  virtual absl::StatusOr<Token> Read(absl::string_view token) const = 0;
};

}  // namespace fudai::auth
