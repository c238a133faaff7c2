#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/redis/endpoint.h"

namespace fudai::testsupport {

// A server on a unix socket that answers as a test says, for what a real Redis says hardly ever.
//
//   ScriptedRedis busy([](const std::string& command) { return "-BUSY a script runs\r\n"; });
class ScriptedRedis {
 public:
  // The reply to a command, whose words have spaces between, as it goes over the wire. "" closes the connection
  // instead. Called on the server's thread.
  using Answer = std::function<std::string(const std::string& command)>;

  // Serves at once.
  explicit ScriptedRedis(Answer answer);
  ~ScriptedRedis();
  ScriptedRedis(const ScriptedRedis&) = delete;
  ScriptedRedis& operator=(const ScriptedRedis&) = delete;

  redis::Endpoint endpoint() const { return {.unix_path = folder_ + "/redis.sock"}; }
  // The commands so far, in their order.
  std::vector<std::string> heard() const;
  // How many of them begin with `prefix`.
  int CountHeard(const std::string& prefix) const;

 private:
  struct Connection {
    int fd = -1;
    std::string bytes;  // That are no whole command yet.
  };

  void Serve();
  // False once the connection is to be closed.
  bool Converse(Connection* connection);

  const Answer answer_;
  std::string folder_;
  int listener_ = -1;
  int ending_[2] = {-1, -1};  // A pipe, which ends with the object.
  mutable absl::Mutex mutex_;
  std::vector<std::string> heard_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace fudai::testsupport
