#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace fudai::testsupport {

// A redis-server with a folder of its own, as one node of a cluster, with AOF on every write. It ends, and its folder
// goes, with the object, and with a test that crashes.
class RedisProcess {
 public:
  // Has it listen on a port of loopback, or on a unix socket alone.
  enum class Listens { kPort, kSocket };

  explicit RedisProcess(Listens listens);
  ~RedisProcess();
  RedisProcess(const RedisProcess&) = delete;
  RedisProcess& operator=(const RedisProcess&) = delete;

  // With its files of before; at the same place.
  void Start();
  // As a crash would (SIGKILL), keeping its files.
  void Kill();
  // SIGSTOP and SIGCONT, as a stalled disk would.
  void Stall();
  void Resume();
  // Ends the program with a message if it has ended by itself.
  void CheckRuns();

  bool runs() const { return pid_ > 0; }
  // 0 where it listens on a socket.
  int port() const { return port_; }
  int bus_port() const { return bus_port_; }
  const std::string& socket() const { return socket_; }

 private:
  std::vector<std::string> Words() const;

  std::string folder_;
  std::string socket_;
  int port_ = 0;
  int bus_port_ = 0;
  pid_t pid_ = -1;
};

// Ends the program: a test cannot go on without its servers.
[[noreturn]] void Die(const std::string& why);

}  // namespace fudai::testsupport
