#include "services/admin/people/session_table.h"

#include <sodium.h>

#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace fudai::people {
namespace {

constexpr absl::string_view kPrefix = "fds_";
constexpr size_t kTokenBytes = 32;

}  // namespace

std::string NewSessionToken() {
  std::array<char, kTokenBytes> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape({bytes.data(), bytes.size()}));
}

std::string SessionId(absl::string_view token) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
  return absl::BytesToHexString({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

absl::StatusOr<auth::Token> SessionTable::Read(absl::string_view token) const {
  if (!absl::StartsWith(token, kPrefix)) return others_->Read(token);
  const absl::MutexLock lock(&mutex_);
  const auto found = sessions_.find(SessionId(token));
  if (found == sessions_.end()) return absl::UnauthenticatedError("the session has ended: sign in again");
  const Session& session = found->second.session;
  return auth::Token{.identity = session.identity,
                     .expires_at = session.expires_at,
                     .session_id = session.id,
                     .revoked = found->second.revoked};
}

void SessionTable::Add(const Session& session) {
  const absl::MutexLock lock(&mutex_);
  absl::erase_if(sessions_, [&](const auto& entry) { return entry.second.session.expires_at <= session.created_at; });
  sessions_[session.id].session = session;
}

void SessionTable::End(absl::string_view id) {
  const absl::MutexLock lock(&mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  *found->second.revoked = true;
  sessions_.erase(found);
}

void SessionTable::EndAllOf(absl::string_view name, absl::string_view kept) {
  const absl::MutexLock lock(&mutex_);
  absl::erase_if(sessions_, [&](const auto& entry) {
    const Live& live = entry.second;
    if (live.session.identity.subject != name || live.session.id == kept) return false;
    *live.revoked = true;
    return true;
  });
}

}  // namespace fudai::people
