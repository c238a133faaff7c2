#include "common/auth/token_cache.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"

namespace fudai::auth {

TokenCache::TokenCache(const Authenticator* authenticator, size_t capacity)
    : authenticator_(authenticator), generation_size_(std::max<size_t>(capacity / 2, 1)) {}

absl::StatusOr<Token> TokenCache::Verify(absl::string_view authorization, absl::Time now) {
  auto found = young_.find(authorization);
  if (found == young_.end()) {
    ASSIGN_OR_RETURN(Token token, Take(authorization));
    if (young_.size() >= generation_size_) old_ = std::exchange(young_, {});
    found = young_.emplace(authorization, std::move(token)).first;
  }
  RETURN_IF_ERROR(CheckLifetime(found->second, now));
  return found->second;
}

// The token from the old generation, or else from the authenticator.
absl::StatusOr<Token> TokenCache::Take(absl::string_view authorization) {
  const auto found = old_.find(authorization);
  if (found == old_.end()) return authenticator_->Read(authorization);
  Token token = std::move(found->second);
  old_.erase(found);
  return token;
}

}  // namespace fudai::auth
