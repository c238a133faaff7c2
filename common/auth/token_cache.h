#pragma once

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/auth/token.h"

namespace fudai::auth {

// TokenCache remembers the tokens that a TokenReader found genuine, since the same one comes with each of a caller's
// calls and verifying is dear. It is keyed by the token, however the metadata spells what surrounds it; the
// lifetime is checked on each call. What was refused is not remembered.
//
// It holds two generations: a full young one becomes the old one, whose tokens live on only if they are used again, so
// the tokens in use stay and the memory is bounded. Not thread-safe: each event loop owns one.
class TokenCache {
 public:
  // Holds at most `capacity` (2 or more) tokens of up to 4 kB each. The reader must outlive the cache.
  TokenCache(const TokenReader* reader, size_t capacity);

  // Who calls by the metadata's value "Bearer <token>", and until when that holds. UNAUTHENTICATED says what is wrong.
  absl::StatusOr<Token> Verify(absl::string_view authorization, absl::Time now);

  size_t size() const { return young_.size() + old_.size(); }

 private:
  using Tokens = absl::flat_hash_map<std::string, Token>;

  absl::StatusOr<Token> Take(absl::string_view text);

  const TokenReader* reader_;
  size_t generation_size_;
  Tokens young_;
  Tokens old_;
};

}  // namespace fudai::auth
