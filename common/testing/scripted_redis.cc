#include "common/testing/scripted_redis.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "common/testing/redis_process.h"

namespace fudai::testsupport {
namespace {

int Listen(const std::string& path) {
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || listen(listener, 16) != 0)
    Die("cannot listen on " + path);
  return listener;
}

// Takes a line such as "*2" or "$5" off the bytes, and gives its number; nothing if there is no whole one.
std::optional<size_t> TakeNumber(absl::string_view* bytes) {
  const size_t end = bytes->find("\r\n");
  size_t number = 0;
  if (end == absl::string_view::npos) return std::nullopt;
  if (!absl::SimpleAtoi(bytes->substr(1, end - 1), &number)) Die("a client sent what is no command");
  bytes->remove_prefix(end + 2);
  return number;
}

// Takes a command off the bytes; nothing if there is no whole one.
std::optional<std::string> TakeCommand(std::string* bytes) {
  absl::string_view rest = *bytes;
  std::optional<size_t> words = TakeNumber(&rest);
  std::vector<std::string> texts;
  for (size_t i = 0; words.has_value() && i < *words; ++i) {
    const std::optional<size_t> size = TakeNumber(&rest);
    if (!size.has_value() || rest.size() < *size + 2) return std::nullopt;
    texts.emplace_back(rest.substr(0, *size));
    rest.remove_prefix(*size + 2);
  }
  if (!words.has_value()) return std::nullopt;
  bytes->erase(0, bytes->size() - rest.size());
  return absl::StrJoin(texts, " ");
}

}  // namespace

ScriptedRedis::ScriptedRedis(Answer answer) : answer_(std::move(answer)) {
  char folder[] = "/tmp/fudai-redis-XXXXXX";
  if (mkdtemp(folder) == nullptr || pipe(ending_) != 0) Die("cannot make a folder in /tmp, or a pipe");
  folder_ = folder;
  listener_ = Listen(endpoint().unix_path);
  thread_ = std::thread([this] { Serve(); });
}

ScriptedRedis::~ScriptedRedis() {
  close(ending_[1]);
  thread_.join();
  close(ending_[0]);
  close(listener_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> ScriptedRedis::heard() const {
  absl::MutexLock lock(&mutex_);
  return heard_;
}

int ScriptedRedis::CountHeard(const std::string& prefix) const {
  const std::vector<std::string> all = heard();
  return static_cast<int>(std::count_if(all.begin(), all.end(),
                                        [&](const std::string& command) { return absl::StartsWith(command, prefix); }));
}

void ScriptedRedis::Serve() {
  std::vector<Connection> connections;
  while (true) {
    std::vector<pollfd> polled = {{ending_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Connection& connection : connections) polled.push_back({connection.fd, POLLIN, 0});
    poll(polled.data(), polled.size(), -1);
    if (polled[0].revents != 0) break;
    for (size_t i = connections.size(); i-- > 0;) {
      if (polled[i + 2].revents == 0 || Converse(&connections[i])) continue;
      close(connections[i].fd);
      connections.erase(connections.begin() + static_cast<ptrdiff_t>(i));
    }
    if (polled[1].revents != 0) connections.push_back({.fd = accept(listener_, nullptr, nullptr), .bytes = {}});
  }
  for (const Connection& connection : connections) close(connection.fd);
}

bool ScriptedRedis::Converse(Connection* connection) {
  char bytes[4096];
  const ssize_t size = read(connection->fd, bytes, sizeof(bytes));
  if (size <= 0) return false;
  connection->bytes.append(bytes, size);
  while (const std::optional<std::string> command = TakeCommand(&connection->bytes)) {
    {
      absl::MutexLock lock(&mutex_);
      heard_.push_back(*command);
    }
    const std::string reply = answer_(*command);
    if (reply.empty() || send(connection->fd, reply.data(), reply.size(), MSG_NOSIGNAL) < 0) return false;
  }
  return true;
}

}  // namespace fudai::testsupport
