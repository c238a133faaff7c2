#include "common/auth/token_key.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::auth {
namespace {

constexpr size_t kMaxKeyIdLength = 32;
constexpr size_t kMinSecretSize = 32;

absl::Status Complain(absl::string_view key_id, absl::string_view complaint) {
  return absl::InvalidArgumentError(absl::StrCat("token_keys: key \"", key_id, "\": ", complaint));
}

// Whether `pem` is a public key on the curve P-256, the one that ES256 means.
bool IsP256PublicKey(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                      BIO_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  char curve[32];
  return key != nullptr && EVP_PKEY_get_group_name(key.get(), curve, sizeof(curve), nullptr) == 1 &&
         absl::string_view(curve) == "prime256v1";
}

absl::Status ParseMaterial(const config::v1::TokenKey& proto, TokenKey* key) {
  if (proto.algorithm() == "HS256") {
    if (proto.secret().size() < kMinSecretSize) {
      return Complain(key->id, absl::StrCat("the secret has ", proto.secret().size(), " bytes, HS256 needs ",
                                            kMinSecretSize, " or more"));
    }
    key->algorithm = JWT_ALG_HS256;
    key->material = proto.secret();
    return absl::OkStatus();
  }
  if (proto.algorithm() == "ES256") {
    if (!IsP256PublicKey(proto.public_key_pem())) {
      return Complain(key->id, "public_key_pem is not a PEM public key on the curve P-256, which ES256 needs");
    }
    key->algorithm = JWT_ALG_ES256;
    key->material = proto.public_key_pem();
    return absl::OkStatus();
  }
  return Complain(key->id, absl::StrCat("algorithm is \"", proto.algorithm(), "\", need HS256 or ES256"));
}

absl::Status ParseRoles(const config::v1::TokenKey& proto, TokenKey* key) {
  for (const std::string& name : proto.roles()) {
    const std::optional<Role> role = ParseRole(name);
    if (!role) {
      return Complain(key->id, absl::StrCat("role \"", name, "\" is unknown, there are ", RoleNames()));
    }
    key->roles.push_back(*role);
  }
  if (key->roles.empty()) return Complain(key->id, "roles is empty, name the roles that its tokens may carry");
  return absl::OkStatus();
}

absl::StatusOr<TokenKey> ParseTokenKey(const config::v1::TokenKey& proto) {
  TokenKey key{.id = proto.key_id()};
  if (key.id.empty() || key.id.size() > kMaxKeyIdLength) {
    return Complain(key.id, absl::StrCat("key_id has ", key.id.size(), " characters, need 1 to ", kMaxKeyIdLength));
  }
  RETURN_IF_ERROR(ParseMaterial(proto, &key));
  RETURN_IF_ERROR(ParseRoles(proto, &key));
  return key;
}

}  // namespace

bool TokenKey::Allows(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

absl::StatusOr<TokenKeys> ParseTokenKeys(const config::v1::KeyFile& key_file) {
  TokenKeys keys;
  for (const config::v1::TokenKey& proto : key_file.token_keys()) {
    ASSIGN_OR_RETURN(TokenKey key, ParseTokenKey(proto));
    const std::string id = key.id;
    if (!keys.emplace(id, std::move(key)).second) return Complain(id, "the id occurs twice, ids must differ");
  }
  if (keys.empty()) return absl::InvalidArgumentError("token_keys: there are none, need one or more");
  return keys;
}

}  // namespace fudai::auth
