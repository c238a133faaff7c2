#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace fudai::testsupport {

// A real PostgreSQL server of a test's own, on a unix socket in a folder of its own; it ends, and its folder goes, with
// the object. Since PostgreSQL refuses to run as root, it runs as the user "postgres" there.
//
//   if (!PostgresServer::Available()) GTEST_SKIP() << "PostgreSQL is not installed";
//   PostgresServer server;
//   auto database = Database::Open(server.NewDatabase());
class PostgresServer {
 public:
  // Whether Debian's package is installed.
  static bool Available();

  // Starts with these settings, such as "shared_buffers=1GB", and waits until it serves. Ends the program with a
  // message where it cannot be started. Unless told otherwise it does not wait for the disk.
  explicit PostgresServer(std::vector<std::string> settings = {"fsync=off"});
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // Makes an empty database, and returns its URL.
  std::string NewDatabase();

  // Ends all connections, as a restart would; they are gone when it returns.
  void DropConnections();

  // Ends the server at once, as a crash would, and starts it again over the same databases.
  void Restart();

 private:
  void Start();
  void Stop();
  void AwaitReady();

  const std::vector<std::string> settings_;
  std::string folder_;
  pid_t pid_ = -1;
  int databases_ = 0;
};

}  // namespace fudai::testsupport
