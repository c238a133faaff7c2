#include "tests/harness/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/testing/temporary_folder.h"

namespace fudai::harness {
namespace {

constexpr int kCannotStart = 127;

// In the child: only what is safe between fork and exec of a program with threads.
[[noreturn]] void Become(char* const* argv, int output, int error) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (dup2(output, STDOUT_FILENO) < 0 || dup2(error, STDERR_FILENO) < 0) _exit(kCannotStart);
  execvp(argv[0], argv);
  _exit(kCannotStart);
}

int ExitStatus(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

}  // namespace

Process::Process(std::vector<std::string> words, std::string error_path) : error_path_(std::move(error_path)) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::array<int, 2> output;
  const int error = open(error_path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (error < 0 || pipe2(output.data(), O_CLOEXEC) != 0) {
    fprintf(stderr, "Process: cannot open %s or a pipe\n", error_path_.c_str());
    abort();
  }
  pid_ = fork();
  if (pid_ == 0) Become(argv.data(), output[1], error);
  close(output[1]);
  close(error);
  output_fd_ = output[0];
}

Process::~Process() {
  Kill();
  close(output_fd_);
}

bool Process::ReadSome(absl::Time deadline) {
  if (output_ended_) return false;
  pollfd readable{.fd = output_fd_, .events = POLLIN, .revents = 0};
  const int64_t left_ms = std::clamp<int64_t>(absl::ToInt64Milliseconds(deadline - absl::Now()), 0, 3'600'000);
  if (poll(&readable, 1, static_cast<int>(left_ms)) <= 0) return false;
  std::array<char, 4096> bytes;
  const ssize_t count = read(output_fd_, bytes.data(), bytes.size());
  output_ended_ = count <= 0;
  if (count > 0) output_.append(bytes.data(), static_cast<size_t>(count));
  return count > 0;
}

absl::StatusOr<std::string> Process::AwaitLine(absl::string_view mark, absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  do {
    const size_t found = output_.find(mark.data(), 0, mark.size());
    const size_t end = found == std::string::npos ? found : output_.find('\n', found);
    if (end != std::string::npos) return output_.substr(found + mark.size(), end - found - mark.size());
  } while (ReadSome(deadline));
  if (output_ended_)
    return absl::FailedPreconditionError(absl::StrCat("it ended before it printed \"", mark, "\": ", ErrorText()));
  return absl::DeadlineExceededError(absl::StrCat("it has not printed \"", mark, "\" in time: ", ErrorText()));
}

std::optional<int> Process::AwaitExit(absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  while (ReadSome(deadline)) {
  }
  if (!output_ended_ || exit_status_.has_value()) return exit_status_;
  int wait_status = 0;
  waitpid(pid_, &wait_status, 0);
  exit_status_ = ExitStatus(wait_status);
  return exit_status_;
}

void Process::Signal(int signal) {
  if (!exit_status_.has_value()) kill(pid_, signal);
}

void Process::Kill() {
  Signal(SIGKILL);
  AwaitExit(absl::Minutes(1));
}

std::string Process::ErrorText() const {
  std::ostringstream text;
  text << std::ifstream(error_path_).rdbuf();
  return text.str();
}

Ending RunToEnd(std::vector<std::string> words, absl::Duration limit) {
  testsupport::TemporaryFolder folder;
  Process process(std::move(words), folder.File("stderr"));
  if (!process.AwaitExit(limit).has_value()) process.Kill();
  return {.exit_status = *process.AwaitExit(absl::ZeroDuration()),
          .output = process.output(),
          .error = process.ErrorText()};
}

}  // namespace fudai::harness
