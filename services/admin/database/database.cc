#include "services/admin/database/database.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "common/world/log_mark.h"
#include "services/admin/database/page_cache.h"
#include "services/admin/database/private_file.h"
#include "services/admin/database/public_name.h"
#include "services/admin/database/schema.h"

namespace fudai::database {

using world::World;

namespace {

// One for the projector, one for the publisher, the rest for those who read.
constexpr size_t kConnections = 6;

// Waiting is right where a backup holds the file for a moment. The log is written back to the file when it has come to
// some 256 MiB: what batches change again and again is then written back once.
std::string SqliteSetting() {
  return absl::StrCat(
      "PRAGMA busy_timeout = 2000;PRAGMA journal_mode = WAL;PRAGMA synchronous = FULL;"
      "PRAGMA wal_autocheckpoint = 65536;PRAGMA cache_size = -",
      kUsualCacheKib);
}
// Rows that are looked up by their keys are in memory, or on a disk that does not turn.
constexpr absl::string_view kPostgresqlSetting =
    "SET client_min_messages = warning;SET synchronous_commit = on;SET random_page_cost = 1.1";
// Everything that follows is in the rehearsal's own schema, which the first session makes.
constexpr absl::string_view kRehearsalSchema = ";CREATE SCHEMA IF NOT EXISTS rehearsal;SET search_path = rehearsal";

void Configure(soci::session& sql, absl::string_view settings) {
  while (!settings.empty()) {
    const size_t end = std::min(settings.find(';'), settings.size());
    sql << std::string(settings.substr(0, end));
    settings.remove_prefix(std::min(end + 1, settings.size()));
  }
}

}  // namespace

Database::Database(std::string name, World world)
    : name_(std::move(name)), world_(world), guard_(world), connections_(kConnections) {}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(absl::string_view url, World world) {
  ASSIGN_OR_RETURN(std::string name, PublicName(url));
  if (world == World::kRehearsal) absl::StrAppend(&name, " (rehearsal)");
  std::unique_ptr<Database> database(new Database(std::move(name), world));
  if (absl::StartsWith(url, kSqliteScheme)) {
    RETURN_IF_ERROR(database->OpenSqlite(
        absl::StrCat(absl::StripPrefix(url, kSqliteScheme), world == World::kRehearsal ? "-rehearsal" : "")));
  } else {
    RETURN_IF_ERROR(database->OpenPostgresql(std::string(url)));
  }
  RETURN_IF_ERROR(database->Write([](soci::session& sql) { return Migrate(sql); }));
  database->serving_ = true;
  return database;
}

absl::Status Database::OpenSqlite(const std::string& path) {
  if (absl::StrContains(path, '"'))
    return absl::InvalidArgumentError(absl::StrCat("the database's path holds a quotation mark: ", path));
  ASSIGN_OR_RETURN(lock_, FileLock::Take(path + ".lock"));
  begin_read_ = "BEGIN";
  RETURN_IF_ERROR(KeepPrivate(path));
  // Taken at once: a transaction that reads first and writes later would fail where another has written in between.
  begin_write_ = "BEGIN IMMEDIATE";
  writers_ = std::make_unique<Turns>();
  setting_ = SqliteSetting();
  return Connect(soci::sqlite3, absl::StrCat("dbname=\"", path, "\""));
}

absl::Status Database::OpenPostgresql(const std::string& url) {
  begin_read_ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  begin_write_ = "BEGIN";
  setting_ = absl::StrCat(kPostgresqlSetting, world_ == World::kRehearsal ? kRehearsalSchema : "");
  try {
    RETURN_IF_ERROR(guard_.Take(url, name_));
    RETURN_IF_ERROR(Connect(soci::postgresql, url));
    for (size_t i = 0; i < kConnections; ++i) RETURN_IF_ERROR(guard_.Admit(connections_.at(i)));
    return absl::OkStatus();
  } catch (const std::exception& error) {
    return Failure(name_, error, absl::StatusCode::kUnavailable);
  }
}

absl::Status Database::Connect(const soci::backend_factory& backend, const std::string& parameters) {
  try {
    for (size_t i = 0; i < kConnections; ++i) {
      connections_.at(i).open(backend, parameters);
      Configure(connections_.at(i), setting_);
    }
  } catch (const std::exception& error) {
    // SOCI does not tell a server that refuses from SQL that is wrong; ours was not run yet.
    return Failure(name_, error, absl::StatusCode::kUnavailable);
  }
  return absl::OkStatus();
}

size_t Database::Lease() { return connections_.lease(); }
void Database::GiveBack(size_t connection) { connections_.give_back(connection); }

absl::Status Database::Fail(const std::exception& error) const {
  absl::Status failure = Failure(name_, error);
  if (!serving_) return failure;
  absl::Status told = ForCallers(failure);
  if (told != failure) spdlog::error("{}{}", world::LogMark(world_), failure.ToString());
  return told;
}

void Database::Recover(soci::session& sql) noexcept {
  try {
    sql << "ROLLBACK";
  } catch (const std::exception&) {
    // Nothing was begun, or the connection is gone and with it the transaction.
  }
  if (sql.is_connected()) return;
  try {
    Reconnect(sql);
  } catch (const std::exception&) {
    // Still out of reach: the next work finds that out.
    sql.close();
  }
}

// Leaves the session closed where it may not work.
void Database::Reconnect(soci::session& sql) {
  sql.reconnect();
  Configure(sql, setting_);
  const absl::Status admitted = guard_.Admit(sql);
  if (!admitted.ok()) sql.close();
  if (absl::IsFailedPrecondition(admitted)) Lose(admitted);
}

void Database::Lose(const absl::Status& why) {
  {
    absl::MutexLock lock(&mutex_);
    if (!held_.ok()) return;
    held_ = why;
  }
  spdlog::error("{}the database is lost: {}", world::LogMark(world_), why.ToString());
  on_taken_over_();
}

absl::Status Database::CheckHeld() const {
  absl::MutexLock lock(&mutex_);
  return held_;
}

}  // namespace fudai::database
