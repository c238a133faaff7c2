#pragma once

#include <sys/types.h>

#include <string>

#include "common/redis/client.h"

namespace fudai::testsupport {

// A real redis-server of a test's own, on a unix socket in a folder of its own, with AOF on every write, and as one
// node of a cluster that owns every slot: so a script that touches keys of two slots fails here as it would in
// production. It ends, and its folder goes, with the object.
//
//   RedisServer server;
//   redis::Client client(&loop, server.options());
class RedisServer {
 public:
  // Starts and waits until it serves. Ends the program with a message where redis-server cannot be started.
  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  redis::Options options() const;
  const std::string& socket() const { return socket_; }

  // Kills it as a crash would (SIGKILL), keeping its files; Start() brings it back with them.
  void Kill();
  void Start();
  // Suspends and resumes it (SIGSTOP, SIGCONT), as a stalled disk would.
  void Stall();
  void Resume();
  // Empties it, and makes it forget scripts.
  void Reset();

 private:
  void AwaitReady();

  std::string folder_;
  std::string socket_;
  pid_t pid_ = -1;
};

}  // namespace fudai::testsupport
