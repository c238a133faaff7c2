#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace fudai::database {

// A file that one process at a time holds: "<path>.lock" beside a database file. The kernel lets go of it when the
// process ends, however it does; the file stays.
class FileLock {
 public:
  FileLock() = default;
  // FAILED_PRECONDITION if another process holds it, or it cannot be made.
  static absl::StatusOr<FileLock> Take(const std::string& path);
  FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}

  int fd_ = -1;
};

}  // namespace fudai::database
