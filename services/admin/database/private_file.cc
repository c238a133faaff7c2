#include "services/admin/database/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"

namespace fudai::database {
namespace {

constexpr mode_t kOwnersAlone = 0600;
constexpr mode_t kOthers = 0077;

absl::Status Refusal(const std::string& path) {
  return absl::FailedPreconditionError(absl::StrCat("cannot create ", path, ": ", strerror(errno),
                                                    "; the server's user should be able to write its folder"));
}

}  // namespace

absl::Status KeepPrivate(const std::string& path) {
  const int fd = open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, kOwnersAlone);
  if (fd < 0 && errno != EEXIST) return Refusal(path);
  if (fd >= 0) close(fd);
  for (const char* suffix : {"", "-wal", "-shm"}) {
    const std::string file = path + suffix;
    struct stat found {};
    if (stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode) || (found.st_mode & kOthers) == 0) continue;
    if (chmod(file.c_str(), found.st_mode & ~kOthers) != 0)
      spdlog::warn("{} can be read by others than its owner: chmod 600 it, as its owner or as root", file);
  }
  return absl::OkStatus();
}

}  // namespace fudai::database
