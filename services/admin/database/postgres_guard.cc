#include "services/admin/database/postgres_guard.h"

#include <soci/postgresql/soci-postgresql.h>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::database {
namespace {

// The numbers by which Fudai is known among a PostgreSQL server's advisory locks.
struct Locks {
  const char* owner;
  const char* members;
};
constexpr Locks kProduction = {"7021344810", "7021344811"};
constexpr Locks kRehearsal = {"7021344812", "7021344813"};

const Locks& LocksOf(world::World world) { return world == world::World::kRehearsal ? kRehearsal : kProduction; }

// How long the sessions of a server that has ended, or was killed, may take to be gone.
constexpr char kPatience[] = "2s";
constexpr char kLockTimeout[] = "55P03";

int AskNumber(soci::session& sql, const std::string& question) {
  int answer = 0;
  sql << question, soci::into(answer);
  return answer;
}

// Whether the session is there. SOCI's is_connected may say so of one whose server has just gone.
bool Answers(soci::session& sql) {
  try {
    return AskNumber(sql, "SELECT 1") == 1;
  } catch (const soci::soci_error&) {
    return false;
  }
}

bool TryLock(soci::session& sql, absl::string_view function, absl::string_view lock) {
  return AskNumber(sql, absl::StrCat("SELECT CASE WHEN ", function, "(", lock, ") THEN 1 ELSE 0 END")) == 1;
}

// The server's process that has the owner's lock; 0 if none has.
int FindOwner(soci::session& sql, absl::string_view lock) {
  return AskNumber(sql,
                   absl::StrCat("SELECT COALESCE(MAX(pid), 0) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                                " AND CAST(classid AS BIGINT) * 4294967296 + CAST(objid AS BIGINT) = ",
                                lock, " AND objsubid = 1"));
}

// Takes a lock once those that hold it have let go of it; false once that takes too long.
bool AwaitLock(soci::session& sql, absl::string_view lock) {
  sql << absl::StrCat("SET lock_timeout = '", kPatience, "'");
  try {
    sql << absl::StrCat("SELECT pg_advisory_lock(", lock, ")");
  } catch (const soci::postgresql_soci_error& error) {
    if (error.sqlstate() == kLockTimeout) return false;
    throw;
  }
  return true;
}

bool AwaitGone(soci::session& sql, absl::string_view lock) {
  if (!AwaitLock(sql, lock)) return false;
  sql << absl::StrCat("SELECT pg_advisory_unlock(", lock, ")");
  return true;
}

absl::Status HeldByAnother(const std::string& name) {
  return absl::FailedPreconditionError(
      absl::StrCat("another admin server uses ", name, ": one at a time may; stop that one, or give this one its own"));
}

}  // namespace

PostgresGuard::PostgresGuard(world::World world)
    : owners_lock_(LocksOf(world).owner), members_lock_(LocksOf(world).members) {}

absl::Status PostgresGuard::Take(const std::string& url, const std::string& name) {
  absl::MutexLock lock(&mutex_);
  name_ = name;
  owner_.open(soci::postgresql, url);
  if (!AwaitLock(owner_, owners_lock_) || !AwaitGone(owner_, members_lock_)) return HeldByAnother(name_);
  owner_pid_ = AskNumber(owner_, "SELECT pg_backend_pid()");
  return absl::OkStatus();
}

absl::Status PostgresGuard::Admit(soci::session& sql) {
  absl::MutexLock lock(&mutex_);
  if (!TryLock(sql, "pg_try_advisory_lock_shared", members_lock_))
    return absl::UnavailableError(absl::StrCat("another admin server tries to take ", name_));
  return Hold();
}

absl::Status PostgresGuard::Hold() {
  if (Answers(owner_)) return absl::OkStatus();
  owner_.reconnect();
  return TryHold() ? absl::OkStatus() : NotHeld();
}

bool PostgresGuard::TryHold() {
  if (!TryLock(owner_, "pg_try_advisory_lock", owners_lock_)) return false;
  owner_pid_ = AskNumber(owner_, "SELECT pg_backend_pid()");
  return true;
}

absl::Status PostgresGuard::NotHeld() {
  const int holder = FindOwner(owner_, owners_lock_);
  owner_.close();
  if (holder != 0 && holder != owner_pid_) return HeldByAnother(name_);
  return absl::UnavailableError(absl::StrCat("the lost session of this admin server still holds ", name_));
}

}  // namespace fudai::database
