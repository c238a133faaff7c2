#pragma once

#include <string>

#include "common/redis/client.h"
#include "common/testing/redis_process.h"

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
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  redis::Options options() const;
  const std::string& socket() const { return process_.socket(); }

  // Kills it as a crash would (SIGKILL), keeping its files; Start() brings it back with them.
  void Kill() { process_.Kill(); }
  void Start();
  // Suspends and resumes it (SIGSTOP, SIGCONT), as a stalled disk would.
  void Stall() { process_.Stall(); }
  void Resume() { process_.Resume(); }
  // Empties it, and makes it forget scripts.
  void Reset();

 private:
  void AwaitReady();

  RedisProcess process_{RedisProcess::Listens::kSocket};
};

}  // namespace fudai::testsupport
