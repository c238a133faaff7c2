#include "common/testing/redis_process.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "absl/strings/str_cat.h"

namespace fudai::testsupport {
namespace {

// A port of loopback that nobody uses now.
int FreePort() {
  const int probe = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  if (bind(probe, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    Die("no free port on 127.0.0.1");
  }
  close(probe);
  return ntohs(address.sin_port);
}

}  // namespace

void Die(const std::string& why) {
  fprintf(stderr, "redis-server: %s\n", why.c_str());
  abort();
}

RedisProcess::RedisProcess(Listens listens) {
  char folder[] = "/tmp/fudai-redis-XXXXXX";
  if (mkdtemp(folder) == nullptr) Die("cannot make a folder in /tmp");
  folder_ = folder;
  socket_ = folder_ + "/redis.sock";
  if (listens == Listens::kPort) port_ = FreePort();
  // For the cluster bus, which Redis insists on.
  bus_port_ = FreePort();
}

RedisProcess::~RedisProcess() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> RedisProcess::Words() const {
  return {"redis-server",
          "--port",
          absl::StrCat(port_),
          "--bind",
          "127.0.0.1",
          "--unixsocket",
          socket_,
          "--dir",
          folder_,
          "--logfile",
          folder_ + "/redis.log",
          "--loglevel",
          "warning",
          "--save",
          "",
          "--appendonly",
          "yes",
          "--appendfsync",
          "always",
          "--maxmemory-policy",
          "noeviction",
          "--hash-max-listpack-value",
          "512",
          "--repl-diskless-sync-delay",
          "0",
          "--cluster-enabled",
          "yes",
          "--cluster-node-timeout",
          "1000",
          "--cluster-require-full-coverage",
          "no",
          "--cluster-port",
          absl::StrCat(bus_port_)};
}

void RedisProcess::Start() {
  const std::vector<std::string> words = Words();
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  execvp(argv[0], argv.data());
  _exit(127);
}

void RedisProcess::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisProcess::Stall() { kill(pid_, SIGSTOP); }
void RedisProcess::Resume() { kill(pid_, SIGCONT); }

void RedisProcess::CheckRuns() {
  if (waitpid(pid_, nullptr, WNOHANG) != 0) Die("it ended at once; is it installed?");
}

}  // namespace fudai::testsupport
