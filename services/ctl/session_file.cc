#include "services/ctl/session_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/ctl/json.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

absl::Status Failed(absl::string_view what, const std::string& path) {
  return absl::ErrnoToStatus(errno, absl::StrCat("cannot ", what, " ", path));
}

absl::Status NotSignedIn(absl::string_view why) {
  return UsageError(absl::StrCat(why,
                                 "; sign in with 'fudai sign-in NAME', or give the servers' key file with --keys or "
                                 "FUDAI_KEYS, or a token with --token or FUDAI_TOKEN"));
}

absl::Status WriteOwnersFile(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return Failed("create", path);
  const bool written = fchmod(file, S_IRUSR | S_IWUSR) == 0 &&
                       write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
  absl::Status status = written ? absl::OkStatus() : Failed("write", path);
  close(file);
  return status;
}

}  // namespace

absl::StatusOr<std::string> SessionPath(const Settings& settings) {
  if (!settings.session_file.empty()) return settings.session_file;
  const char* state = getenv("XDG_STATE_HOME");
  if (state != nullptr && *state != 0) return absl::StrCat(state, "/fudai/session");
  const char* home = getenv("HOME");
  if (home != nullptr && *home != 0) return absl::StrCat(home, "/.local/state/fudai/session");
  return UsageError("where is the session kept? Say so with --session FILE, XDG_STATE_HOME or HOME");
}

absl::StatusOr<config::v1::SessionFile> ReadSessionFile(const Settings& settings) {
  const absl::StatusOr<std::string> path = SessionPath(settings);
  if (!path.ok() || access(path->c_str(), F_OK) != 0) return NotSignedIn("you are not signed in");
  config::v1::SessionFile session;
  RETURN_IF_ERROR(ReadJsonFile(*path, &session));
  if (session.admin_server() == settings.admin_server) return session;
  return NotSignedIn(absl::StrCat("you are signed in at the admin server ", session.admin_server(), ", and this is ",
                                  settings.admin_server));
}

absl::Status WriteSessionFile(const Settings& settings, const config::v1::SessionFile& session) {
  ASSIGN_OR_RETURN(const std::string path, SessionPath(settings));
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code failure;
  if (!folder.empty()) std::filesystem::create_directories(folder, failure);
  const std::string fresh = path + ".new";
  RETURN_IF_ERROR(WriteOwnersFile(fresh, ToPrettyJson(session)));
  return rename(fresh.c_str(), path.c_str()) == 0 ? absl::OkStatus() : Failed("write", path);
}

absl::Status RemoveSessionFile(const Settings& settings) {
  ASSIGN_OR_RETURN(const std::string path, SessionPath(settings));
  return unlink(path.c_str()) == 0 || errno == ENOENT ? absl::OkStatus() : Failed("remove", path);
}

}  // namespace fudai::ctl
