#include "common/auth/token_cache.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "gtest/gtest.h"

namespace fudai::auth {
namespace {

class TokenCacheTest : public ::testing::Test {
 protected:
  std::string Authorization(absl::string_view subject, absl::Time expires_at = absl::FromUnixSeconds(2000)) {
    return BearerAuthorization(minter_.Mint(subject, expires_at).value());
  }

  const absl::Time now_ = absl::FromUnixSeconds(1000);
  config::v1::KeyFile key_file_ = GenerateKeyFile();
  Authenticator authenticator_ = Authenticator::FromKeyFile(key_file_).value();
  TokenMinter minter_ = TokenMinter::Create(key_file_, Role::kAppUser).value();
  TokenCache cache_{&authenticator_, 4};
};

TEST_F(TokenCacheTest, AnswersAsTheAuthenticatorEachTime) {
  const std::string authorization = Authorization("alice");
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(cache_.Verify(authorization, now_)->identity, (Identity{"alice", Role::kAppUser}));
  EXPECT_EQ(cache_.size(), 1);
}

TEST_F(TokenCacheTest, RemembersATokenOnceHoweverItIsSent) {
  const std::string token = Authorization("alice").substr(7);
  for (const std::string& authorization : {"Bearer " + token, "bearer " + token, "Bearer   " + token + " "})
    EXPECT_EQ(cache_.Verify(authorization, now_)->identity.subject, "alice") << authorization;
  EXPECT_EQ(cache_.size(), 1);
}

TEST_F(TokenCacheTest, TellsTokensApart) {
  EXPECT_EQ(cache_.Verify(Authorization("alice"), now_)->identity.subject, "alice");
  EXPECT_EQ(cache_.Verify(Authorization("bob"), now_)->identity.subject, "bob");
}

TEST_F(TokenCacheTest, HonoursTheLifetimeOfARememberedToken) {
  const std::string authorization = Authorization("alice");
  EXPECT_TRUE(cache_.Verify(authorization, now_).ok());
  EXPECT_EQ(cache_.Verify(authorization, absl::FromUnixSeconds(2000)).status(),
            authenticator_.Verify(authorization, absl::FromUnixSeconds(2000)).status());
}

TEST_F(TokenCacheTest, TellsUntilWhenATokenHolds) {
  const std::string authorization = Authorization("alice");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(cache_.Verify(authorization, now_)->expires_at, absl::FromUnixSeconds(2000));
}

TEST_F(TokenCacheTest, DoesNotRememberRefusals) {
  EXPECT_EQ(cache_.Verify("Bearer junk", now_).status().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(cache_.Verify(Authorization("alice") + "A", now_).status().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(cache_.size(), 0);
}

TEST_F(TokenCacheTest, IsBoundedAndStillRight) {
  const std::string regular = Authorization("regular");
  for (int i = 0; i < 100; ++i) {
    const std::string subject = absl::StrCat("user", i);
    EXPECT_EQ(cache_.Verify(Authorization(subject), now_)->identity.subject, subject);
    EXPECT_EQ(cache_.Verify(regular, now_)->identity.subject, "regular");
    EXPECT_LE(cache_.size(), 4);
  }
}

}  // namespace
}  // namespace fudai::auth
