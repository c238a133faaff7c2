#include "common/testing/redis_server.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/async/loop.h"

namespace fudai::testsupport {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(20);

async::Task<bool> Ask(redis::Client* client, std::vector<std::string> words, std::string expected) {
  redis::Pending pending = client->Command(words.front(), {}, {words.begin() + 1, words.end()});
  absl::StatusOr<redis::Reply> reply = co_await pending;
  co_return reply.ok() && absl::StrContains(reply->string(), expected);
}

[[noreturn]] void Die(const std::string& why) {
  fprintf(stderr, "RedisServer: %s\n", why.c_str());
  abort();
}

// A port of loopback that nobody uses now, for the cluster bus, which Redis insists on.
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

RedisServer::RedisServer() {
  char folder[] = "/tmp/fudai-redis-XXXXXX";
  if (mkdtemp(folder) == nullptr) Die("cannot make a folder in /tmp");
  folder_ = folder;
  socket_ = folder_ + "/redis.sock";
  Start();
}

RedisServer::~RedisServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

redis::Options RedisServer::options() const {
  redis::Options options;
  options.endpoint.unix_path = socket_;
  return options;
}

void RedisServer::Start() {
  const std::vector<std::string> words = {"redis-server",
                                          "--port",
                                          "0",
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
                                          "--cluster-enabled",
                                          "yes",
                                          "--cluster-port",
                                          absl::StrCat(FreePort())};
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // A test that crashes takes its server along.
    execvp(argv[0], argv.data());
    _exit(127);
  }
  AwaitReady();
}

void RedisServer::AwaitReady() {
  async::Loop loop;
  redis::Client client(&loop, options());
  const absl::Time limit = absl::Now() + kStartLimit;
  bool slots = false;
  while (absl::Now() < limit) {
    if (waitpid(pid_, nullptr, WNOHANG) != 0) Die("redis-server ended at once; is it installed?");
    if (!slots) slots = RunTask(loop, Ask(&client, {"CLUSTER", "ADDSLOTSRANGE", "0", "16383"}, "OK"));
    if (RunTask(loop, Ask(&client, {"CLUSTER", "INFO"}, "cluster_state:ok"))) return;
    RunTask(loop, [](async::Loop* l) -> async::Task<bool> {
      co_await l->Sleep(absl::Milliseconds(5));
      co_return true;
    }(&loop));
  }
  Die("redis-server did not become ready");
}

void RedisServer::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisServer::Stall() { kill(pid_, SIGSTOP); }
void RedisServer::Resume() { kill(pid_, SIGCONT); }

void RedisServer::Reset() {
  async::Loop loop;
  redis::Client client(&loop, options());
  if (!RunTask(loop, Ask(&client, {"FLUSHALL"}, "OK")) || !RunTask(loop, Ask(&client, {"SCRIPT", "FLUSH"}, "OK"))) {
    Die("redis-server cannot be emptied");
  }
}

}  // namespace fudai::testsupport
