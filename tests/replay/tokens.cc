#include "tests/replay/tokens.h"

#include <utility>

#include "common/auth/identity.h"
#include "common/status/macros.h"

namespace fudai::replay {
namespace {

absl::StatusOr<std::string> Authorization(const config::v1::KeyFile& keys, auth::Role role, absl::Time expires_at) {
  ASSIGN_OR_RETURN(const auth::TokenMinter minter, auth::TokenMinter::Create(keys, role));
  ASSIGN_OR_RETURN(const std::string token, minter.Mint("replay", expires_at));
  return auth::BearerAuthorization(token);
}

}  // namespace

absl::StatusOr<Tokens> Tokens::Create(const config::v1::KeyFile& keys, absl::Time expires_at) {
  ASSIGN_OR_RETURN(auth::TokenMinter app_users, auth::TokenMinter::Create(keys, auth::Role::kAppUser));
  Tokens tokens(std::move(app_users), expires_at);
  ASSIGN_OR_RETURN(tokens.ordering_system_, Authorization(keys, auth::Role::kOrderingSystem, expires_at));
  ASSIGN_OR_RETURN(tokens.owner_, Authorization(keys, auth::Role::kOwner, expires_at));
  return tokens;
}

const std::string& Tokens::AppUser(const std::string& user_id) {
  const auto [known, fresh] = by_user_.try_emplace(user_id);
  if (fresh) {
    const auto token = app_users_.Mint(user_id, expires_at_);
    known->second = token.ok() ? auth::BearerAuthorization(*token) : "";
  }
  return known->second;
}

}  // namespace fudai::replay
