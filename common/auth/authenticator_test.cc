#include "common/auth/authenticator.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/auth/token_minter.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::auth {
namespace {

using ::testing::HasSubstr;

constexpr char kSecret[] = "a secret of at least 32 bytes, for tests";
constexpr char kOtherSecret[] = "another secret of at least 32 bytes, so";
// A key pair of its own, for this test only: openssl ecparam -name prime256v1 -genkey.
constexpr char kPrivatePem[] = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDFGs6Svbk/4TmHk5
ZmRkI0KQivHdkuctuAP3uQR1QsuhRANCAAQrdK6pF000547Y0hHK0iIDEXzfpcEy
HvicI11RW7swttQ2685oUgGdzR+u1YJDYyBe6fWMnwx1CpVhp/shQuu2
-----END PRIVATE KEY-----
)";
constexpr char kPublicPem[] = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEK3SuqRdNNOeO2NIRytIiAxF836XB
Mh74nCNdUVu7MLbUNuvOaFIBnc0frtWCQ2MgXun1jJ8MdQqVYaf7IULrtg==
-----END PUBLIC KEY-----
)";
constexpr char kP384PublicPem[] = R"(-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEClegpagWlTT0SX44zRQFGKEGwoZDA3+t
Q+4K0sVJkWz2nU/efDwgC1u3PIa2Z28vlNEER3UcVriu2mluYTcbbYaxigBkfDu5
4irvSBZ4YFHuBDlO4JGMrgfYv9EsN+3Y
-----END PUBLIC KEY-----
)";
constexpr char kClaims[] = R"({"sub":"alice","role":"app_user","exp":2000})";
const absl::Time kNow = absl::FromUnixSeconds(1000);

config::v1::TokenKey Hs256Key() {
  config::v1::TokenKey key;
  key.set_key_id("app");
  key.set_algorithm("HS256");
  key.set_secret(kSecret);
  key.add_roles("app_user");
  return key;
}

config::v1::TokenKey Es256Key() {
  config::v1::TokenKey key;
  key.set_key_id("login");
  key.set_algorithm("ES256");
  key.set_public_key_pem(kPublicPem);
  key.add_roles("app_user");
  key.add_roles("editor");
  return key;
}

config::v1::KeyFile KeyFileOf(const std::vector<config::v1::TokenKey>& keys) {
  config::v1::KeyFile file;
  for (const config::v1::TokenKey& key : keys) *file.add_token_keys() = key;
  return file;
}

Authenticator MakeAuthenticator() { return Authenticator::FromKeyFile(KeyFileOf({Hs256Key(), Es256Key()})).value(); }

// What a token is made of; the default is right for MakeAuthenticator.
struct Recipe {
  const char* key_id = "app";
  jwt_alg_t algorithm = JWT_ALG_HS256;
  std::string material = kSecret;
  std::string claims = kClaims;
};

std::string Make(const Recipe& recipe) {
  jwt_t* raw = nullptr;
  EXPECT_EQ(jwt_new(&raw), 0);
  const JwtPtr jwt(raw);
  if (recipe.key_id != nullptr) jwt_add_header(raw, "kid", recipe.key_id);
  EXPECT_EQ(jwt_add_grants_json(raw, recipe.claims.c_str()), 0);
  const auto* material = reinterpret_cast<const unsigned char*>(recipe.material.data());
  EXPECT_EQ(jwt_set_alg(raw, recipe.algorithm, recipe.material.empty() ? nullptr : material, recipe.material.size()),
            0);
  const std::unique_ptr<char, decltype(&std::free)> text(jwt_encode_str(raw), std::free);
  return BearerAuthorization(text.get());
}

void ExpectRefused(const std::string& authorization, const std::string& complaint) {
  const absl::Status status = MakeAuthenticator().Verify(authorization, kNow).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << authorization;
  EXPECT_THAT(std::string(status.message()), HasSubstr(complaint)) << authorization;
}

void ExpectSignatureRefused(const std::string& authorization) {
  ExpectRefused(authorization, "the token cannot be verified");
}

TEST(AuthenticatorTest, AcceptsHs256) {
  EXPECT_EQ(*MakeAuthenticator().Verify(Make({}), kNow), (Identity{"alice", Role::kAppUser}));
}

TEST(AuthenticatorTest, AcceptsEs256) {
  const std::string token = Make({.key_id = "login",
                                  .algorithm = JWT_ALG_ES256,
                                  .material = kPrivatePem,
                                  .claims = R"({"sub":"bob","role":"editor","exp":2000})"});
  EXPECT_EQ(*MakeAuthenticator().Verify(token, kNow), (Identity{"bob", Role::kEditor}));
}

TEST(AuthenticatorTest, ATokenIsOfProductionUnlessItSaysOtherwise) {
  const auto world_of = [](const std::string& claims) {
    return MakeAuthenticator().Read(Make({.claims = claims}).substr(7))->world;
  };
  EXPECT_EQ(world_of(kClaims), world::World::kProduction);
  EXPECT_EQ(world_of(R"({"sub":"a","role":"app_user","exp":2000,"world":"production"})"), world::World::kProduction);
  EXPECT_EQ(world_of(R"({"sub":"a","role":"app_user","exp":2000,"world":"rehearsal"})"), world::World::kRehearsal);
  for (const char* odd : {R"("Rehearsal")", R"("")", "1", "null", R"(["rehearsal"])"}) {
    ExpectRefused(Make({.claims = absl::StrCat(R"({"sub":"a","role":"app_user","exp":2000,"world":)", odd, "}")}),
                  "claim world must be \"production\" or \"rehearsal\"");
  }
  const auto minter = TokenMinter::Create(KeyFileOf({Hs256Key()}), Role::kAppUser, world::World::kRehearsal);
  EXPECT_EQ(MakeAuthenticator().Read(*minter->Mint("alice", kNow))->world, world::World::kRehearsal);
}

TEST(AuthenticatorTest, AcceptsTheSchemeInAnyCaseAndSpacesAround) {
  const std::string token = Make({}).substr(7);
  EXPECT_TRUE(MakeAuthenticator().Verify("bearer " + token, kNow).ok());
  EXPECT_TRUE(MakeAuthenticator().Verify("BEARER   " + token + " ", kNow).ok());
}

TEST(AuthenticatorTest, RefusesMetadataWithoutAToken) {
  ExpectRefused("", "authorization metadata is missing: send 'authorization: Bearer <token>'");
  ExpectRefused("Basic YTpi", "authorization metadata has no bearer token");
  ExpectRefused("Bearer", "authorization metadata has no bearer token");
  ExpectRefused("Bearer " + std::string(4097, 'x'), "the token has 4097 characters, at most 4096 are accepted");
}

TEST(AuthenticatorTest, RefusesWhatIsNoToken) {
  for (const char* text : {"Bearer ", "Bearer x", "Bearer a.b", "Bearer a.b.c", "Bearer ..", "Bearer 中文"})
    ExpectSignatureRefused(text);
  ExpectSignatureRefused(Make({}) + std::string("\0junk", 5));
}

TEST(AuthenticatorTest, RefusesUnknownAndMissingKeyIds) {
  ExpectSignatureRefused(Make({.key_id = "nobody"}));
  ExpectSignatureRefused(Make({.key_id = nullptr}));
}

TEST(AuthenticatorTest, RefusesOtherAlgorithmsThanTheKeys) {
  ExpectSignatureRefused(Make({.algorithm = JWT_ALG_HS512}));
  ExpectSignatureRefused(Make({.algorithm = JWT_ALG_NONE, .material = ""}));
  ExpectSignatureRefused(Make({.algorithm = JWT_ALG_ES256, .material = kPrivatePem}));
  // The public key taken for a shared secret.
  ExpectSignatureRefused(Make({.key_id = "login", .algorithm = JWT_ALG_HS256, .material = kPublicPem}));
}

TEST(AuthenticatorTest, RefusesWrongSignatures) {
  const std::string good = Make({});
  ExpectSignatureRefused(Make({.material = kOtherSecret}));
  ExpectSignatureRefused(good.substr(0, good.rfind('.') + 1));
  ExpectSignatureRefused(good.substr(0, good.rfind('.')));
  ExpectSignatureRefused(good.substr(0, good.size() - 4));
}

TEST(AuthenticatorTest, RefusesChangedClaims) {
  const std::vector<std::string> parts = absl::StrSplit(Make({}), '.');
  const std::string claims = absl::WebSafeBase64Escape(R"({"sub":"mallory","role":"app_user","exp":2000})");
  ExpectSignatureRefused(absl::StrCat(parts[0], ".", claims, ".", parts[2]));
}

TEST(AuthenticatorTest, RefusesExpiredTokensFromTheirVeryTime) {
  const Authenticator authenticator = MakeAuthenticator();
  EXPECT_TRUE(authenticator.Verify(Make({}), absl::FromUnixSeconds(2000) - absl::Nanoseconds(1)).ok());
  const absl::Status status = authenticator.Verify(Make({}), absl::FromUnixSeconds(2000)).status();
  EXPECT_EQ(status, absl::UnauthenticatedError("the token expired at 1970-01-01T00:33:20+00:00: get a new one"));
}

TEST(AuthenticatorTest, RefusesTokensBeforeTheirTime) {
  const std::string token = Make({.claims = R"({"sub":"alice","role":"app_user","exp":2000,"nbf":1001})"});
  ExpectRefused(token, "the token does not hold before 1970-01-01T00:16:41+00:00");
  EXPECT_TRUE(MakeAuthenticator().Verify(token, absl::FromUnixSeconds(1001)).ok());
}

TEST(AuthenticatorTest, RefusesMissingAndOddClaims) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"sub":"alice","role":"app_user"})", "claim exp is missing"},
      {R"({"sub":"alice","role":"app_user","exp":"2000"})", "claim exp must be in whole seconds"},
      {R"({"sub":"alice","role":"app_user","exp":2000.5})", "claim exp must be in whole seconds"},
      {R"({"sub":"alice","role":"app_user","exp":2000,"nbf":"1"})", "claim nbf must be in whole seconds"},
      {R"({"role":"app_user","exp":2000})", "claim sub must be 1 to 64"},
      {R"({"sub":7,"role":"app_user","exp":2000})", "claim sub must be 1 to 64"},
      {R"({"sub":"","role":"app_user","exp":2000})", "claim sub must be 1 to 64"},
      {R"({"sub":"a b","role":"app_user","exp":2000})", "claim sub must be 1 to 64"},
      {absl::StrCat(R"({"role":"app_user","exp":2000,"sub":")", std::string(65, 'x'), R"("})"),
       "claim sub must be 1 to 64"},
      {R"({"sub":"alice","exp":2000})", "claim role must be one of"},
      {R"({"sub":"alice","role":"root","exp":2000})", "claim role must be one of"},
      {R"({"sub":"alice","role":"owner","exp":2000})", "key app does not sign tokens of the role owner"},
  };
  for (const auto& [claims, complaint] : cases) ExpectRefused(Make({.claims = claims}), complaint);
}

struct BadKey {
  config::v1::TokenKey key;
  std::string complaint;
};

template <typename Change>
config::v1::TokenKey With(config::v1::TokenKey key, Change change) {
  change(key);
  return key;
}

TEST(AuthenticatorTest, RefusesBadKeys) {
  using Key = config::v1::TokenKey;
  const std::vector<BadKey> cases = {
      {With(Hs256Key(), [](Key& key) { key.clear_key_id(); }), "key_id has 0 characters, need 1 to 32"},
      {With(Hs256Key(), [](Key& key) { key.set_key_id(std::string(33, 'k')); }), "key_id has 33 characters"},
      {With(Hs256Key(), [](Key& key) { key.set_secret("short"); }), "the secret has 5 bytes, HS256 needs 32 or more"},
      {With(Hs256Key(), [](Key& key) { key.set_algorithm("none"); }), "algorithm is \"none\", need HS256 or ES256"},
      {With(Hs256Key(), [](Key& key) { key.clear_roles(); }), "roles is empty"},
      {With(Hs256Key(), [](Key& key) { key.add_roles("root"); }), "role \"root\" is unknown"},
      {With(Es256Key(), [](Key& key) { key.set_public_key_pem("junk"); }),
       "is not a PEM public key on the curve P-256"},
      {With(Es256Key(), [](Key& key) { key.set_public_key_pem(kP384PublicPem); }),
       "is not a PEM public key on the curve P-256"},
  };
  for (const BadKey& bad : cases) {
    const absl::Status status = Authenticator::FromKeyFile(KeyFileOf({bad.key})).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(bad.complaint));
  }
}

TEST(AuthenticatorTest, RefusesNoKeysAndDuplicateIds) {
  EXPECT_EQ(Authenticator::FromKeyFile({}).status(),
            absl::InvalidArgumentError("token_keys: there are none, need one or more"));
  EXPECT_EQ(Authenticator::FromKeyFile(KeyFileOf({Hs256Key(), Hs256Key()})).status(),
            absl::InvalidArgumentError("token_keys: key \"app\": the id occurs twice, ids must differ"));
}

}  // namespace
}  // namespace fudai::auth
