#include "common/auth/token_cache.h"

#include <algorithm>
#include <utility>

#include "common/auth/authenticator.h"
#include "common/status/macros.h"

namespace fudai::auth {

TokenCache::TokenCache(const TokenReader* reader, size_t capacity)
    : reader_(reader), generation_size_(std::max<size_t>(capacity / 2, 1)) {}

absl::StatusOr<Token> TokenCache::Verify(absl::string_view authorization, absl::Time now) {
  ASSIGN_OR_RETURN(const absl::string_view text, ExtractToken(authorization));
  auto found = young_.find(text);
  if (found == young_.end()) {
    ASSIGN_OR_RETURN(Token token, Take(text));
    if (young_.size() >= generation_size_) old_ = std::exchange(young_, {});
    found = young_.emplace(text, std::move(token)).first;
  }
  RETURN_IF_ERROR(CheckLifetime(found->second, now));
  return found->second;
}

// The token from the old generation, or else from the reader.
absl::StatusOr<Token> TokenCache::Take(absl::string_view text) {
  const auto found = old_.find(text);
  if (found == old_.end()) return reader_->Read(text);
  Token token = std::move(found->second);
  old_.erase(found);
  return token;
}

}  // namespace fudai::auth
