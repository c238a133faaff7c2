#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "absl/strings/strip.h"
#include "common/auth/key_file.h"
#include "services/ctl/fake_servers.h"

namespace fudai::ctl {
namespace {

using testing::HasSubstr;

using KeyCommandsTest = CommandTest;

TEST_F(KeyCommandsTest, WritesKeysThatOnlyTheOwnerReads) {
  const std::string path = Path("new.json");
  std::remove(path.c_str());
  EXPECT_EQ(Fudai({"keys", "generate", path}), 0) << err();
  struct stat file;
  ASSERT_EQ(stat(path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
  EXPECT_TRUE(auth::LoadKeyFile(path).ok());
}

TEST_F(KeyCommandsTest, KeepsAFileThatIsThere) {
  const std::string before = ReadFile(keys_path_);
  EXPECT_EQ(Fudai({"keys", "generate", keys_path_}), 1);
  EXPECT_THAT(err(), HasSubstr("exists and is kept"));
  EXPECT_EQ(ReadFile(keys_path_), before);
  EXPECT_EQ(Fudai({"keys", "generate", "/nowhere/keys.json"}), 1);
  EXPECT_THAT(err(), HasSubstr("cannot create /nowhere/keys.json"));
}

TEST_F(KeyCommandsTest, MintsATokenThatTheServersTake) {
  EXPECT_EQ(Fudai({"token", "mint", "--role", "app_user", "--subject", "u1", "--ttl", "90m"}), 0) << err();
  const std::string printed = out();
  const Caller caller{.authorization = "Bearer " + std::string(absl::StripSuffix(printed, "\n"))};
  EXPECT_EQ(IdentityOf(caller, absl::Now() + absl::Minutes(89)), (auth::Identity{"u1", auth::Role::kAppUser}));
  EXPECT_FALSE(
      auth::Authenticator::FromKeyFile(key_file_)->Verify(caller.authorization, absl::Now() + absl::Minutes(91)).ok());
}

TEST_F(KeyCommandsTest, ExplainsWhatATokenNeeds) {
  EXPECT_EQ(Fudai({"token", "mint", "--role", "boss", "--subject", "u1"}), 2);
  EXPECT_THAT(err(), HasSubstr("\"boss\" is none of app_user"));
  EXPECT_EQ(Fudai({"token", "mint", "--role", "owner", "--subject", "u1", "--ttl", "-3h"}), 2);
  EXPECT_THAT(err(), HasSubstr("--ttl: \"-3h\""));
  EXPECT_EQ(Fudai({"token", "mint", "--role", "owner", "--subject", "a b"}), 1);
}

}  // namespace
}  // namespace fudai::ctl
