#include "services/admin/database/private_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "services/admin/database/database.h"
#include "services/admin/testing/test_databases.h"

namespace fudai::database {
namespace {

using std::filesystem::perms;
using ::testing::HasSubstr;

constexpr perms kOwnersAlone = perms::owner_read | perms::owner_write;

class PrivateFileTest : public ::testing::Test {
 protected:
  // Other programs' files are made for all to read.
  PrivateFileTest() : before_(umask(0)) {}
  ~PrivateFileTest() override { umask(before_); }

  perms RightsOf(const std::string& suffix) const { return std::filesystem::status(path_ + suffix).permissions(); }
  void Make(const std::string& suffix) const {
    std::ofstream(path_ + suffix) << "";
    std::filesystem::permissions(path_ + suffix, kOwnersAlone | perms::group_read | perms::others_read);
  }

  testsupport::TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/x.db";
  const mode_t before_;
};

TEST_F(PrivateFileTest, ADatabaseAndWhatIsBesideItAreTheOwnersAlone) {
  const auto database = Database::Open("sqlite:" + path_);
  ASSERT_TRUE(database.ok()) << database.status();
  for (const char* suffix : {"", "-wal", "-shm"}) EXPECT_EQ(RightsOf(suffix), kOwnersAlone) << suffix;
}

TEST_F(PrivateFileTest, AnOlderOneBecomesTheOwnersAlone) {
  for (const char* suffix : {"", "-wal", "-shm"}) Make(suffix);
  EXPECT_TRUE(KeepPrivate(path_).ok());
  for (const char* suffix : {"", "-wal", "-shm"}) EXPECT_EQ(RightsOf(suffix), kOwnersAlone) << suffix;
}

TEST_F(PrivateFileTest, TakesNothingFromTheOwnerNorFromAFolder) {
  Make("");
  std::filesystem::permissions(path_, perms::owner_read | perms::others_read);
  EXPECT_TRUE(KeepPrivate(path_).ok());
  EXPECT_EQ(RightsOf(""), perms::owner_read);
  const perms folders = std::filesystem::status(folder_.path()).permissions();
  EXPECT_TRUE(KeepPrivate(folder_.path()).ok());
  EXPECT_EQ(std::filesystem::status(folder_.path()).permissions(), folders);
}

TEST_F(PrivateFileTest, SaysWhyItCannot) {
  const absl::Status refused = KeepPrivate(folder_.path() + "/no/x.db");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("/no/x.db: No such file or directory"));
}

}  // namespace
}  // namespace fudai::database
