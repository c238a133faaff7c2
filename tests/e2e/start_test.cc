// What goes wrong when a server starts: one clear line each, and status 1 (2 for flags).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/testing/redis_server.h"
#include "common/testing/temporary_folder.h"
#include "tests/e2e/shared_stack.h"
#include "tests/harness/programs.h"

namespace fudai::e2e {
namespace {

using harness::Ending;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class StartTest : public SharedStack {
 protected:
  // Runs a second server with the stack's flags, of which `flags` replace some, on an address of its own, until it
  // gives up.
  static Ending RunCampaign(const std::vector<std::string>& flags) {
    return harness::RunToEnd(stack().campaign().Command(Elsewhere(flags)));
  }
  static Ending RunAdmin(const std::vector<std::string>& flags) {
    return harness::RunToEnd(stack().admin().Command(Elsewhere(flags)));
  }
  static std::vector<std::string> Elsewhere(std::vector<std::string> flags) {
    flags.insert(flags.begin(), "--listen=127.0.0.1:0");
    return flags;
  }

  // The admin server with a database of its own.
  static Ending RunAdminApart(std::vector<std::string> flags) {
    testsupport::TemporaryFolder folder;
    flags.push_back(absl::StrCat("--database=sqlite:", folder.File("admin.db")));
    return RunAdmin(flags);
  }
};

std::string LastLine(absl::string_view text) {
  const std::vector<std::string> lines = absl::StrSplit(absl::StripSuffix(text, "\n"), '\n');
  return lines.back();
}

TEST_F(StartTest, AnotherServerHasTheSocket) {
  const std::string listen = absl::StrCat("--listen=", stack().CampaignTarget());
  const Ending ending = RunCampaign({listen});
  EXPECT_EQ(ending.exit_status, 1);
  EXPECT_THAT(LastLine(ending.error), HasSubstr("the address is in use"));
}

TEST_F(StartTest, RedisIsAbsent) {
  const std::vector<std::string> flags = {"--redis=unix:/nowhere/redis.sock", "--start_timeout=200ms"};
  for (const Ending& ending :
       {RunCampaign(flags), RunCampaign({flags[0], flags[1], "--initialize"}), RunAdminApart(flags)}) {
    EXPECT_EQ(ending.exit_status, 1);
    EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr("/nowhere/redis.sock"), HasSubstr("cannot be reached")))
        << ending.error;
  }
}

// A Redis that takes connections and never answers.
class SilentRedis {
 public:
  explicit SilentRedis(const std::string& path) : fd_(socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{.sun_family = AF_UNIX};
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(fd_, 8), 0);
  }
  ~SilentRedis() { close(fd_); }

  // Whether somebody connects.
  bool AwaitCaller() const {
    pollfd waited{.fd = fd_, .events = POLLIN};
    return poll(&waited, 1, /*timeout=*/30'000) == 1;
  }

 private:
  int fd_;
};

TEST_F(StartTest, EndsWellWhenToldToWhileItWaitsForRedis) {
  testsupport::TemporaryFolder folder;
  int run = 0;
  for (auto words : {stack().campaign().Command(), stack().campaign().Command({"--initialize"}),
                     stack().admin().Command({"--database=sqlite:" + folder.File("admin.db")})}) {
    const std::string path = folder.File(absl::StrCat("redis", ++run));
    const SilentRedis redis(path);
    words.insert(words.end(), {"--listen=127.0.0.1:0", "--redis=unix:" + path, "--start_timeout=60s"});
    harness::Process server(words, folder.File(absl::StrCat("log", run)));
    ASSERT_TRUE(redis.AwaitCaller());
    server.Signal(SIGTERM);
    EXPECT_EQ(server.AwaitExit(absl::Seconds(30)), 0);
    EXPECT_THAT(LastLine(server.ErrorText()), HasSubstr("told to end while waiting for Redis"));
  }
}

TEST_F(StartTest, RedisIsAnotherGenerations) {
  for (const Ending& ending :
       {RunCampaign({"--generation=another0"}), RunCampaign({"--generation=another0", "--initialize"}),
        RunAdminApart({"--generation=another0"})}) {
    EXPECT_EQ(ending.exit_status, 1);
    EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr("another0"), HasSubstr("harness0"))) << ending.error;
  }
}

TEST_F(StartTest, RedisIsEmpty) {
  testsupport::RedisServer empty;
  const std::string redis = absl::StrCat("--redis=unix:", empty.socket());
  for (const Ending& ending : {RunCampaign({redis}), RunAdminApart({redis})}) {
    EXPECT_EQ(ending.exit_status, 1);
    EXPECT_THAT(LastLine(ending.error), HasSubstr("--initialize")) << ending.error;
  }
}

TEST_F(StartTest, InitializingTwiceChangesNothing) {
  const Ending ending = RunCampaign({"--initialize"});
  EXPECT_EQ(ending.exit_status, 0);
  EXPECT_EQ(ending.output, "initialized 256 partitions of the store of generation harness0\n");
}

TEST_F(StartTest, AKeyFileThatOthersMayReadIsWarnedOf) {
  testsupport::TemporaryFolder folder;
  const std::string path = folder.File("keys.json");
  std::filesystem::copy(stack().folder().File("keys.json"), path);
  const std::vector<std::string> flags = {"--keys=" + path, "--redis=unix:/nowhere", "--start_timeout=0s"};
  chmod(path.c_str(), 0644);
  for (const Ending& ending : {RunCampaign(flags), RunAdminApart(flags)})
    EXPECT_THAT(ending.error, AllOf(HasSubstr("(mode 0644)"), HasSubstr("chmod 600 " + path)));
  chmod(path.c_str(), 0600);
  for (const Ending& ending : {RunCampaign(flags), RunAdminApart(flags)})
    EXPECT_THAT(ending.error, Not(HasSubstr("chmod")));
}

TEST_F(StartTest, ThePortIsInUse) {
  harness::Process first(stack().campaign().Command({"--listen=127.0.0.1:0"}), stack().folder().File("first.log"));
  const auto target = first.AwaitLine("listening on ", absl::Seconds(30));
  ASSERT_TRUE(target.ok()) << target.status();
  for (const Ending& ending : {RunCampaign({"--listen=" + *target}), RunAdminApart({"--listen=" + *target})}) {
    EXPECT_EQ(ending.exit_status, 1);
    EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr(*target), HasSubstr("in use"))) << ending.error;
  }
}

TEST_F(StartTest, TheDatabaseIsLockedByAnotherServer) {
  const Ending ending = RunAdmin({"--listen=127.0.0.1:0"});
  EXPECT_EQ(ending.exit_status, 1);
  EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr("admin.db"), HasSubstr("another admin server"))) << ending.error;
}

// Root may write everywhere, so the server becomes nobody here.
TEST_F(StartTest, TheDatabaseIsReadOnly) {
  testsupport::TemporaryFolder folder;
  chmod(folder.path().c_str(), 0755);
  std::filesystem::copy(stack().folder().File("keys.json"), folder.File("keys.json"));
  for (const char* name : {"admin.db", "admin.db.lock"}) std::ofstream(folder.File(name)).close();
  chmod(folder.File("keys.json").c_str(), 0444);
  chmod(folder.File("admin.db").c_str(), 0444);
  chmod(folder.File("admin.db.lock").c_str(), 0666);
  std::vector<std::string> words = {harness::kAdminServer,
                                    "--listen=127.0.0.1:0",
                                    "--generation=harness0",
                                    "--redis=unix:/nowhere",
                                    absl::StrCat("--keys=", folder.File("keys.json")),
                                    absl::StrCat("--database=sqlite:", folder.File("admin.db"))};
  if (geteuid() == 0) words.insert(words.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
  const Ending ending = harness::RunToEnd(words);
  EXPECT_EQ(ending.exit_status, 1);
  // Not the last line: a build that counts coverage complains after it that nobody may write its counts.
  EXPECT_THAT(ending.error, AllOf(HasSubstr("admin.db"), AnyOf(HasSubstr("read-only"), HasSubstr("readonly"))));
}

TEST_F(StartTest, TheDatabasesFolderIsNotThere) {
  const Ending ending = RunAdmin({"--database=sqlite:/nowhere/admin.db"});
  EXPECT_EQ(ending.exit_status, 1);
  EXPECT_THAT(LastLine(ending.error), HasSubstr("/nowhere/admin.db")) << ending.error;
}

TEST_F(StartTest, PostgresqlIsAbsent) {
  const Ending ending = RunAdmin({"--database=postgresql:///fudai?host=/nowhere"});
  EXPECT_EQ(ending.exit_status, 1);
  EXPECT_THAT(LastLine(ending.error), HasSubstr("/nowhere")) << ending.error;
}

// A database that has counted one store must never be fed another's events.
TEST_F(StartTest, TheDatabaseIsAnotherStores) {
  harness::Stack other;
  ASSERT_EQ(other.admin().Terminate(), 0);
  testsupport::RedisServer redis;
  const std::vector<std::string> store = {absl::StrCat("--redis=unix:", redis.socket()), "--generation=another0"};
  ASSERT_EQ(RunCampaign({store[0], store[1], "--initialize"}).exit_status, 0);
  const Ending ending = harness::RunToEnd(other.admin().Command(store));
  EXPECT_EQ(ending.exit_status, 1);
  EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr("another0"), HasSubstr("harness0"))) << ending.error;
}

TEST_F(StartTest, AFlagIsWrong) {
  for (const std::string flag : {"--generation=SHORT", "--redis=nonsense", "--no_such_flag=1", "--threads=many"}) {
    EXPECT_EQ(RunCampaign({flag}).exit_status, 2) << flag;
    EXPECT_EQ(RunAdminApart({flag}).exit_status, 2) << flag;
  }
  EXPECT_EQ(RunAdmin({"--database=mysql:x"}).exit_status, 2);
  EXPECT_EQ(RunCampaign({"--crash_at=open.sometime"}).exit_status, 2);
}

TEST_F(StartTest, AFlagIsMissing) {
  for (const std::string flag : {"--listen", "--redis", "--generation", "--keys"}) {
    for (const Ending& ending : {RunCampaign({flag + "="}), RunAdminApart({flag + "="})}) {
      EXPECT_EQ(ending.exit_status, 2) << flag;
      EXPECT_THAT(LastLine(ending.error), AllOf(HasSubstr(flag), HasSubstr("should be"))) << ending.error;
    }
  }
  const Ending ending = RunAdmin({"--database="});
  EXPECT_EQ(ending.exit_status, 2);
  EXPECT_THAT(LastLine(ending.error), HasSubstr("--database is missing; it should be sqlite:")) << ending.error;
}

TEST_F(StartTest, TheKeyFileIsBad) {
  testsupport::TemporaryFolder folder;
  const std::string path = folder.File("keys.json");
  const std::string flag = "--keys=" + path;
  EXPECT_THAT(LastLine(RunCampaign({flag}).error), HasSubstr(path)) << "absent";
  std::ofstream(path) << "{\"token_keys\": 7}";
  for (const Ending& ending : {RunCampaign({flag}), RunAdminApart({flag})}) {
    EXPECT_THAT(ending.exit_status, ::testing::AnyOf(1, 2));
    EXPECT_THAT(LastLine(ending.error), HasSubstr(path)) << ending.error;
  }
}

}  // namespace
}  // namespace fudai::e2e
