#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace fudai::harness {

// Process is a program under test. What it prints on standard output is read here; its standard error goes to a file.
// It is killed with the object, and when the test program dies. Not thread-safe.
//
//   Process server({path, "--listen=127.0.0.1:0"}, folder.File("server.log"));
//   absl::StatusOr<std::string> target = server.AwaitLine("listening on ", absl::Seconds(10));
class Process {
 public:
  // Starts `words[0]` with the other words as arguments; standard error is appended to `error_path`. A program that
  // cannot be started ends with status 127.
  Process(std::vector<std::string> words, std::string error_path);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // What follows `mark` in the first line of the output that holds it. FAILED_PRECONDITION with the standard error if
  // the program ended without such a line, DEADLINE_EXCEEDED after `limit`.
  absl::StatusOr<std::string> AwaitLine(absl::string_view mark, absl::Duration limit);

  // The exit status, or 128 + the signal that ended it; absent if it still runs after `limit`.
  std::optional<int> AwaitExit(absl::Duration limit);

  // While it runs.
  pid_t pid() const { return pid_; }
  void Signal(int signal);
  // Ends it with SIGKILL and waits.
  void Kill();

  // All standard output read so far.
  const std::string& output() const { return output_; }
  // All standard error of the file.
  std::string ErrorText() const;

 private:
  // Reads more output until `deadline`; false at its end or when the time is up.
  bool ReadSome(absl::Time deadline);

  std::string error_path_;
  pid_t pid_ = -1;
  int output_fd_ = -1;
  bool output_ended_ = false;
  std::string output_;
  std::optional<int> exit_status_;
};

// How a program ended that was run to its end.
struct Ending {
  int exit_status = -1;
  std::string output;
  std::string error;
};

// Runs a program to its end. After `limit` it is killed, and its status is 137.
Ending RunToEnd(std::vector<std::string> words, absl::Duration limit = absl::Seconds(60));

}  // namespace fudai::harness
