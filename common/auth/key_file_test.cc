#include "common/auth/key_file.h"

#include <sys/stat.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/auth/authenticator.h"
#include "common/auth/token_minter.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::auth {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Write(const std::string& text) {
  const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string path = absl::StrCat(::testing::TempDir(), "key_file_test.", name, ".json");
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string MessageOf(const absl::StatusOr<config::v1::KeyFile>& key_file) {
  return std::string(key_file.status().message());
}

TEST(KeyFileTest, SaysWhoseEyesAFileIsOpenTo) {
  const std::string path = Write("{}");
  for (const mode_t mode : {0600, 0400, 0622}) {
    chmod(path.c_str(), mode);
    EXPECT_EQ(Exposure(path), "") << std::oct << mode;
  }
  chmod(path.c_str(), 0604);
  EXPECT_THAT(Exposure(path), AllOf(HasSubstr("(mode 0604)"), HasSubstr("chmod 600 " + path)));
  chmod(path.c_str(), 0440);
  EXPECT_THAT(Exposure(path), HasSubstr("(mode 0440)"));
  EXPECT_EQ(Exposure("/nowhere/keys.json"), "");
}

TEST(KeyFileTest, GeneratedKeysLoadAndServeEveryRole) {
  const config::v1::KeyFile generated = GenerateKeyFile();
  const config::v1::KeyFile loaded = LoadKeyFile(Write(KeyFileToJson(generated))).value();
  EXPECT_EQ(loaded.SerializeAsString(), generated.SerializeAsString());
  const Authenticator authenticator = Authenticator::FromKeyFile(loaded).value();
  for (const Role role : kRoles) {
    const std::string token = TokenMinter::Create(loaded, role)->Mint("someone", absl::FromUnixSeconds(2000)).value();
    EXPECT_EQ(*authenticator.Verify(BearerAuthorization(token), absl::FromUnixSeconds(1000)),
              (Identity{"someone", role}));
  }
}

TEST(KeyFileTest, GeneratesNewKeysEachTime) {
  EXPECT_NE(GenerateKeyFile().share_code_keys(0).secret(), GenerateKeyFile().share_code_keys(0).secret());
}

TEST(KeyFileTest, NamesTheFileThatCannotBeRead) {
  const absl::Status missing = LoadKeyFile("/nonexistent/keys.json").status();
  EXPECT_EQ(missing,
            absl::NotFoundError("key file /nonexistent/keys.json: cannot be opened: No such file or directory"));
  EXPECT_THAT(MessageOf(LoadKeyFile("/")), HasSubstr("key file /: cannot be read: Is a directory"));
}

TEST(KeyFileTest, RefusesWhatIsNoKeyFile) {
  for (const char* text : {"", "{", "[]", "{\"token_kyes\": []}", "\xff\xfe"}) {
    const std::string path = Write(text);
    EXPECT_THAT(MessageOf(LoadKeyFile(path)), HasSubstr(absl::StrCat("key file ", path, ": is no KeyFile in JSON: ")))
        << text;
  }
}

TEST(KeyFileTest, ShowsNoSecretInErrors) {
  const std::string bad_base64 = R"({"tokenKeys":[{"keyId":"app","secret":"hush!hush"}]})";
  EXPECT_THAT(MessageOf(LoadKeyFile(Write(bad_base64))), AllOf(HasSubstr("secret"), Not(HasSubstr("hush"))));
  const std::string bad_syntax = R"({"tokenKeys":[{"keyId":"app","secret":"hush" hush}]})";
  EXPECT_THAT(MessageOf(LoadKeyFile(Write(bad_syntax))), Not(HasSubstr("hush")));
}

TEST(KeyFileTest, RefusesBadKeysNamingTheFile) {
  config::v1::KeyFile key_file = GenerateKeyFile();
  key_file.mutable_token_keys(1)->set_secret("short");
  EXPECT_THAT(MessageOf(LoadKeyFile(Write(KeyFileToJson(key_file)))),
              AllOf(HasSubstr("key file /"), HasSubstr("key \"orders\"")));
  key_file = GenerateKeyFile();
  key_file.clear_share_code_keys();
  EXPECT_THAT(MessageOf(LoadKeyFile(Write(KeyFileToJson(key_file)))),
              HasSubstr("share_code_keys: there are 0, need one or two"));
}

TEST(TokenMinterTest, RefusesRolesWithoutAKeyAndOddSubjects) {
  config::v1::KeyFile key_file = GenerateKeyFile();
  const TokenMinter minter = TokenMinter::Create(key_file, Role::kAppUser).value();
  EXPECT_EQ(minter.Mint("a b", absl::FromUnixSeconds(2000)).status().code(), absl::StatusCode::kInvalidArgument);
  key_file.mutable_token_keys()->RemoveLast();
  EXPECT_EQ(TokenMinter::Create(key_file, Role::kOwner).status(),
            absl::NotFoundError("token_keys: no HS256 key allows the role owner"));
}

}  // namespace
}  // namespace fudai::auth
