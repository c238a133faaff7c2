#include "common/testing/postgres_server.h"

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace fudai::testsupport {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);
constexpr char kVersions[] = "/usr/lib/postgresql";

[[noreturn]] void Die(const std::string& why) {
  fprintf(stderr, "PostgresServer: %s\n", why.c_str());
  abort();
}

// The newest version's programs; empty if there is none.
std::string BinFolder() {
  std::string newest;
  std::error_code ignored;
  for (const auto& version : std::filesystem::directory_iterator(kVersions, ignored)) {
    const std::string bin = version.path() / "bin";
    if (std::filesystem::exists(bin + "/postgres", ignored)) newest = std::max(newest, bin);
  }
  return newest;
}

// The user that a test running as root becomes.
const passwd* Unprivileged() { return geteuid() == 0 ? getpwnam("postgres") : nullptr; }

pid_t Spawn(const std::vector<std::string>& words, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const passwd* user = Unprivileged();
  const pid_t pid = fork();
  if (pid != 0) return pid;
  if (user != nullptr && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
    _exit(126);
  if (freopen(log.c_str(), "a", stdout) == nullptr || dup2(fileno(stdout), STDERR_FILENO) < 0) _exit(126);
  if (chdir("/tmp") != 0) _exit(126);
  execv(argv[0], argv.data());
  _exit(127);
}

bool Run(const std::vector<std::string>& words, const std::string& log) {
  int status = 0;
  waitpid(Spawn(words, log), &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

bool PostgresServer::Available() { return !BinFolder().empty() && (geteuid() != 0 || Unprivileged() != nullptr); }

PostgresServer::PostgresServer(std::vector<std::string> settings) : settings_(std::move(settings)) {
  char folder[] = "/tmp/fudai-postgres-XXXXXX";
  if (mkdtemp(folder) == nullptr) Die("cannot make a folder in /tmp");
  folder_ = folder;
  if (const passwd* user = Unprivileged(); user != nullptr && chown(folder, user->pw_uid, user->pw_gid) != 0)
    Die("cannot chown");
  const std::vector<std::string> init = {
      BinFolder() + "/initdb", "-D", folder_ + "/data", "-A", "trust", "-U", "fudai", "-E", "UTF8", "--locale=C", "-N"};
  if (!Run(init, folder_ + "/log")) Die("initdb failed; see " + folder_ + "/log");
  Start();
  AwaitReady();
}

PostgresServer::~PostgresServer() {
  Stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void PostgresServer::Start() {
  std::vector<std::string> words = {BinFolder() + "/postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                                    "listen_addresses="};
  for (const std::string& setting : settings_) words.insert(words.end(), {"-c", setting});
  pid_ = Spawn(words, folder_ + "/log");
}

void PostgresServer::Stop() {
  kill(pid_, SIGQUIT);
  waitpid(pid_, nullptr, 0);
}

void PostgresServer::Restart() {
  Stop();
  Start();
  AwaitReady();
}

void PostgresServer::AwaitReady() {
  const absl::Time limit = absl::Now() + kStartLimit;
  while (absl::Now() < limit) {
    if (waitpid(pid_, nullptr, WNOHANG) != 0) Die("postgres ended at once; see " + folder_ + "/log");
    if (Run({BinFolder() + "/pg_isready", "-q", "-h", folder_}, folder_ + "/log")) return;
  }
  Die("postgres did not become ready; see " + folder_ + "/log");
}

std::string PostgresServer::NewDatabase() {
  const std::string name = absl::StrCat("test", ++databases_);
  if (!Run({BinFolder() + "/createdb", "-h", folder_, "-U", "fudai", name}, folder_ + "/log"))
    Die("createdb failed; see " + folder_ + "/log");
  return absl::StrCat("postgresql:///", name, "?host=", folder_, "&user=fudai");
}

void PostgresServer::DropConnections() {
  const std::string sql =
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = "
      "'fudai'";
  if (!Run({BinFolder() + "/psql", "-h", folder_, "-U", "fudai", "-d", "postgres", "-c", sql}, folder_ + "/log")) {
    Die("psql failed; see " + folder_ + "/log");
  }
}

}  // namespace fudai::testsupport
