#include "common/testing/redis_server.h"

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

}  // namespace

RedisServer::RedisServer() { Start(); }

redis::Options RedisServer::options() const {
  redis::Options options;
  options.endpoints = {{.unix_path = process_.socket()}};
  return options;
}

void RedisServer::Start() {
  process_.Start();
  AwaitReady();
}

void RedisServer::AwaitReady() {
  async::Loop loop;
  redis::Client client(&loop, options());
  const absl::Time limit = absl::Now() + kStartLimit;
  bool slots = false;
  while (absl::Now() < limit) {
    process_.CheckRuns();
    if (!slots) slots = RunTask(loop, Ask(&client, {"CLUSTER", "ADDSLOTSRANGE", "0", "16383"}, "OK"));
    if (RunTask(loop, Ask(&client, {"CLUSTER", "INFO"}, "cluster_state:ok"))) return;
    RunTask(loop, [](async::Loop* l) -> async::Task<bool> {
      co_await l->Sleep(absl::Milliseconds(5));
      co_return true;
    }(&loop));
  }
  Die("it did not become ready");
}

void RedisServer::Reset() {
  async::Loop loop;
  redis::Client client(&loop, options());
  if (!RunTask(loop, Ask(&client, {"FLUSHALL"}, "OK")) || !RunTask(loop, Ask(&client, {"SCRIPT", "FLUSH"}, "OK"))) {
    Die("it cannot be emptied");
  }
}

}  // namespace fudai::testsupport
