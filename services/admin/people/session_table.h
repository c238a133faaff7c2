#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/auth/token.h"

namespace fudai::people {

// A session. Its token is known to its person alone: the id is the token's SHA-256, in hexadecimal digits.
struct Session {
  std::string id;
  auth::Identity identity;
  absl::Time created_at;
  absl::Time expires_at;
};

// A new token of a session: "fds_" and 32 random bytes in URL-safe base64.
std::string NewSessionToken();

// The id of the session whose token it is.
std::string SessionId(absl::string_view token);

// SessionTable holds the sessions that last, so that the event loops know whose a token is without asking the database.
// Ending a session revokes its token on all loops at once. One for the server; thread-safe, and the lock is held for
// moments only.
class SessionTable final : public auth::TokenReader {
 public:
  // Reads tokens that cannot be a session's with `others`, which must outlive it.
  explicit SessionTable(const auth::TokenReader* others) : others_(others) {}

  absl::StatusOr<auth::Token> Read(absl::string_view token) const override;

  // Adds a session, and drops those that have expired at its creation.
  void Add(const Session& session);

  // Ends a session; nothing where there is none.
  void End(absl::string_view id);

  // Ends all sessions of that name, but the one whose id is `kept`.
  void EndAllOf(absl::string_view name, absl::string_view kept = "");

 private:
  struct Live {
    Session session;
    std::shared_ptr<std::atomic<bool>> revoked = std::make_shared<std::atomic<bool>>(false);
  };

  const auth::TokenReader* others_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Live> sessions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace fudai::people
