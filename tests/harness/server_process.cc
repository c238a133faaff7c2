#include "tests/harness/server_process.h"

#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace fudai::harness {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);
constexpr absl::Duration kDrainLimit = absl::Seconds(30);

}  // namespace

ServerProcess::ServerProcess(std::vector<std::string> words, std::string error_path)
    : words_(std::move(words)), error_path_(std::move(error_path)) {}

std::vector<std::string> ServerProcess::Command(const std::vector<std::string>& more_flags) const {
  std::vector<std::string> command = words_;
  command.insert(command.end(), more_flags.begin(), more_flags.end());
  return command;
}

void ServerProcess::Start(const std::vector<std::string>& more_flags) {
  process_ = std::make_unique<Process>(Command(more_flags), error_path_);
  const absl::StatusOr<std::string> target = process_->AwaitLine(" server listening on ", kStartLimit);
  if (target.ok()) return;
  fprintf(stderr, "%s does not serve: %s\n", words_[0].c_str(), std::string(target.status().message()).c_str());
  abort();
}

void ServerProcess::Kill() { process_->Kill(); }

int ServerProcess::Terminate() {
  process_->Signal(SIGTERM);
  return process_->AwaitExit(kDrainLimit).value_or(-1);
}

void ServerProcess::Restart() {
  Kill();
  Start();
}

}  // namespace fudai::harness
