#include "services/admin/database/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::database {

absl::StatusOr<FileLock> FileLock::Take(const std::string& path) {
  const int fd = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0640);
  if (fd < 0) {
    return absl::FailedPreconditionError(absl::StrCat("cannot make ", path, ": ", strerror(errno),
                                                      "; the database's folder should exist and be writable"));
  }
  FileLock lock(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  return absl::FailedPreconditionError(
      absl::StrCat("another admin server holds ", path,
                   ": one at a time may use a database; stop that one, or give this one its own"));
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace fudai::database
