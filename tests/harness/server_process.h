#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/harness/process.h"

namespace fudai::harness {

// One of the two servers, as a process that can be killed and started again on the same address. Its flags stay the
// same.
class ServerProcess {
 public:
  // `words` is the program with its flags; `error_path` keeps the standard error of all its runs.
  ServerProcess(std::vector<std::string> words, std::string error_path);

  // Starts it, with more flags for this run, and waits until it serves. Ends the test program with a message if it does
  // not.
  void Start(const std::vector<std::string>& more_flags = {});
  // Ends it as a crash would.
  void Kill();
  // Asks it to end (SIGTERM); its exit status, or -1 if it has not ended within half a minute.
  int Terminate();
  void Restart();

  // The command, for tests that start it otherwise.
  std::vector<std::string> Command(const std::vector<std::string>& more_flags = {}) const;
  // The running process.
  Process& process() { return *process_; }

 private:
  std::vector<std::string> words_;
  std::string error_path_;
  std::unique_ptr<Process> process_;
};

}  // namespace fudai::harness
