#include "common/auth/authenticator.h"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "common/status/macros.h"

namespace fudai::auth {
namespace {

constexpr size_t kMaxTokenLength = 4096;

absl::Status Refuse(absl::string_view message) { return absl::UnauthenticatedError(message); }

absl::Status RefuseSignature() {
  return Refuse("the token cannot be verified: its format, key id (kid), algorithm (alg) or signature is wrong");
}

// Without a key, libjwt reads the token but verifies nothing.
JwtPtr Decode(const std::string& token, const TokenKey* key) {
  const auto* material = key == nullptr ? nullptr : reinterpret_cast<const unsigned char*>(key->material.data());
  const int size = key == nullptr ? 0 : static_cast<int>(key->material.size());
  jwt_t* jwt = nullptr;
  if (jwt_decode(&jwt, token.c_str(), material, size) != 0) return nullptr;
  return JwtPtr(jwt);
}

// A header of the token, empty where it has none.
absl::string_view Header(jwt_t* jwt, const char* name) { return absl::NullSafeStringView(jwt_get_header(jwt, name)); }

// A claim of whole seconds since the epoch, `fallback` where the token has none. As JSON, since jwt_get_grant_int of
// libjwt 1.10 takes whatever is not an integer for 0.
absl::StatusOr<absl::Time> ReadTime(jwt_t* jwt, const char* claim, absl::Time fallback) {
  const std::unique_ptr<char, decltype(&std::free)> json(jwt_get_grants_json(jwt, claim), std::free);
  if (json == nullptr) return fallback;
  int64_t seconds = 0;
  if (absl::SimpleAtoi(json.get(), &seconds)) return absl::FromUnixSeconds(seconds);
  return Refuse(absl::StrCat("the token's claim ", claim, " must be in whole seconds since the epoch"));
}

absl::StatusOr<Identity> ReadIdentity(jwt_t* jwt, const TokenKey& key) {
  const char* subject = jwt_get_grant(jwt, "sub");
  if (subject == nullptr || !IsValidSubject(subject)) {
    return Refuse("the token's claim sub must be 1 to 64 printable ASCII characters without spaces");
  }
  const char* role_name = jwt_get_grant(jwt, "role");
  const std::optional<Role> role = role_name == nullptr ? std::nullopt : ParseRole(role_name);
  if (!role) return Refuse(absl::StrCat("the token's claim role must be one of ", RoleNames()));
  if (!key.Allows(*role))
    return Refuse(absl::StrCat("key ", key.id, " does not sign tokens of the role ", RoleName(*role)));
  return Identity{.subject = subject, .role = *role};
}

// Without the claim a token is of production. As JSON, since jwt_get_grant takes what is no string for absent.
absl::StatusOr<world::World> ReadWorld(jwt_t* jwt) {
  const std::unique_ptr<char, decltype(&std::free)> json(jwt_get_grants_json(jwt, "world"), std::free);
  if (json == nullptr) return world::World::kProduction;
  absl::string_view name = json.get();
  const bool is_string = absl::ConsumePrefix(&name, "\"") && absl::ConsumeSuffix(&name, "\"");
  const std::optional<world::World> world = is_string ? world::ParseWorld(name) : std::nullopt;
  if (world.has_value()) return *world;
  return Refuse("the token's claim world must be \"production\" or \"rehearsal\"");
}

absl::StatusOr<Token> ReadClaims(jwt_t* jwt, const TokenKey& key) {
  Token token;
  ASSIGN_OR_RETURN(token.identity, ReadIdentity(jwt, key));
  ASSIGN_OR_RETURN(token.world, ReadWorld(jwt));
  ASSIGN_OR_RETURN(token.expires_at, ReadTime(jwt, "exp", absl::InfiniteFuture()));
  ASSIGN_OR_RETURN(token.not_before, ReadTime(jwt, "nbf", absl::InfinitePast()));
  if (token.expires_at == absl::InfiniteFuture())
    return Refuse("the token's claim exp is missing: a token must expire");
  return token;
}

}  // namespace

absl::StatusOr<absl::string_view> ExtractToken(absl::string_view authorization) {
  constexpr absl::string_view kScheme = "Bearer ";
  if (authorization.empty()) return Refuse("authorization metadata is missing: send 'authorization: Bearer <token>'");
  if (!absl::StartsWithIgnoreCase(authorization, kScheme)) {
    return Refuse("authorization metadata has no bearer token: send 'authorization: Bearer <token>'");
  }
  const absl::string_view token = absl::StripAsciiWhitespace(authorization.substr(kScheme.size()));
  if (token.size() > kMaxTokenLength) {
    return Refuse(
        absl::StrCat("the token has ", token.size(), " characters, at most ", kMaxTokenLength, " are accepted"));
  }
  if (absl::StrContains(token, '\0')) return RefuseSignature();
  return token;
}

world::World ClaimedWorld(const std::string& token) {
  const JwtPtr unverified = Decode(token, nullptr);
  if (unverified == nullptr) return world::World::kProduction;
  return ReadWorld(unverified.get()).value_or(world::World::kProduction);
}

absl::StatusOr<Authenticator> Authenticator::FromKeyFile(const config::v1::KeyFile& key_file) {
  ASSIGN_OR_RETURN(TokenKeys keys, ParseTokenKeys(key_file));
  return Authenticator(std::move(keys));
}

absl::StatusOr<Identity> Authenticator::Verify(absl::string_view authorization, absl::Time now) const {
  ASSIGN_OR_RETURN(const absl::string_view text, ExtractToken(authorization));
  ASSIGN_OR_RETURN(Token token, Read(text));
  RETURN_IF_ERROR(CheckLifetime(token, now));
  return std::move(token.identity);
}

absl::StatusOr<Token> Authenticator::Read(absl::string_view token) const {
  const std::string text(token);
  const JwtPtr unverified = Decode(text, nullptr);
  if (unverified == nullptr) return RefuseSignature();
  const TokenKey* key = FindKey(Header(unverified.get(), "kid"));
  if (key == nullptr || Header(unverified.get(), "alg") != jwt_alg_str(key->algorithm)) return RefuseSignature();
  const JwtPtr verified = Decode(text, key);
  if (verified == nullptr) return RefuseSignature();
  return ReadClaims(verified.get(), *key);
}

const TokenKey* Authenticator::FindKey(absl::string_view key_id) const {
  const auto found = keys_.find(key_id);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace fudai::auth
