#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/auth/key_file.h"
#include "common/auth/token_minter.h"
#include "common/status/macros.h"
#include "services/ctl/handlers.h"
#include "services/ctl/session.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

constexpr absl::Duration kDefaultTtl = absl::Hours(24);

absl::Status ErrnoError(absl::string_view what, const std::string& path) {
  return absl::ErrnoToStatus(errno, absl::StrCat(what, " ", path));
}

absl::Status WriteAll(int file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written < 0) return absl::ErrnoToStatus(errno, "write");
    text.remove_prefix(written);
  }
  return fsync(file) == 0 ? absl::OkStatus() : absl::ErrnoToStatus(errno, "fsync");
}

absl::Status WriteSecretFile(const std::string& path, absl::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError(
        absl::StrCat(path, " exists and is kept: its keys may be in use; write to another file"));
  }
  if (file < 0) return ErrnoError("cannot create", path);
  absl::Status written = WriteAll(file, text);
  close(file);
  if (!written.ok()) unlink(path.c_str());
  return written;
}

absl::StatusOr<absl::Duration> ParseTtl(const std::string& text) {
  absl::Duration ttl = kDefaultTtl;
  if (text.empty() || (absl::ParseDuration(text, &ttl) && ttl > absl::ZeroDuration())) return ttl;
  return UsageError(absl::StrCat("--ttl: \"", text, "\" is no positive duration; write 90m or 24h"));
}

}  // namespace

absl::Status GenerateKeys(const Invocation& invocation, Session& session) {
  const std::string path = invocation.Value("FILE");
  RETURN_IF_ERROR(WriteSecretFile(path, auth::KeyFileToJson(auth::GenerateKeyFile())));
  session.err() << "wrote new keys to " << path << "; give it to both servers with --keys\n";
  return absl::OkStatus();
}

absl::Status MintToken(const Invocation& invocation, Session& session) {
  const std::optional<auth::Role> role = auth::ParseRole(invocation.Value("--role"));
  if (!role.has_value()) {
    return UsageError(absl::StrCat("--role: \"", invocation.Value("--role"), "\" is none of ", auth::RoleNames()));
  }
  ASSIGN_OR_RETURN(const absl::Duration ttl, ParseTtl(invocation.Value("--ttl")));
  if (session.settings().keys_file.empty())
    return UsageError("from which keys? Give the key file with --keys or FUDAI_KEYS");
  ASSIGN_OR_RETURN(const auto key_file, auth::LoadKeyFile(session.settings().keys_file));
  ASSIGN_OR_RETURN(const auto minter, auth::TokenMinter::Create(key_file, *role, session.settings().world));
  const absl::Time now = session.settings().simulated_time.value_or(absl::Now());
  ASSIGN_OR_RETURN(const std::string token, minter.Mint(invocation.Value("--subject"), now + ttl));
  session.out() << token << "\n";
  return absl::OkStatus();
}

}  // namespace fudai::ctl
