#include "services/admin/database/database.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <exception>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "services/admin/database/schema.h"

namespace fudai::database {
namespace {

// One for the projector, one for the publisher, the rest for those who read.
constexpr size_t kConnections = 6;

// Waiting is right where a backup holds the file for a moment.
constexpr absl::string_view kSqliteSetting =
    "PRAGMA busy_timeout = 2000;PRAGMA journal_mode = WAL;PRAGMA synchronous = FULL;PRAGMA cache_size = -65536";
constexpr absl::string_view kPostgresqlSetting = "SET client_min_messages = warning;SET synchronous_commit = on";

// The number by which Fudai is known among a PostgreSQL server's advisory locks.
constexpr absl::string_view kTryAdvisoryLock = "SELECT CASE WHEN pg_try_advisory_lock(7021344810) THEN 1 ELSE 0 END";

// By SQLite's result codes.
absl::StatusCode CodeOf(const soci::sqlite3_soci_error& error) {
  switch (error.result() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::StatusCode::kUnavailable;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOTADB:
      return absl::StatusCode::kFailedPrecondition;
    case SQLITE_FULL:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_CORRUPT:
      return absl::StatusCode::kDataLoss;
    default:
      return absl::StatusCode::kInternal;
  }
}

absl::StatusCode CodeOf(const soci::soci_error& error) {
  switch (error.get_error_category()) {
    case soci::soci_error::connection_error:
    case soci::soci_error::unknown_transaction_state:
    case soci::soci_error::system_error:
      return absl::StatusCode::kUnavailable;
    case soci::soci_error::no_privilege:
      return absl::StatusCode::kFailedPrecondition;
    default:
      return absl::StatusCode::kInternal;
  }
}

absl::string_view Hint(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "; it is locked by another process, or its server cannot be reached";
    case absl::StatusCode::kFailedPrecondition:
      return "; it should be a database of this program, readable and writable";
    case absl::StatusCode::kResourceExhausted:
      return "; make room on its disk";
    case absl::StatusCode::kDataLoss:
      return "; restore it from a backup";
    default:
      return "";
  }
}

// The URL without its password.
std::string Public(absl::string_view url) {
  const size_t at = url.rfind('@');
  if (at == absl::string_view::npos) return std::string(url);
  return absl::StrCat("postgresql://…", url.substr(at));
}

void Configure(soci::session& sql, absl::string_view settings) {
  while (!settings.empty()) {
    const size_t end = std::min(settings.find(';'), settings.size());
    sql << std::string(settings.substr(0, end));
    settings.remove_prefix(std::min(end + 1, settings.size()));
  }
}

}  // namespace

Database::Database(std::string name) : name_(std::move(name)), connections_(kConnections) {}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(absl::string_view url) {
  std::unique_ptr<Database> database(new Database(Public(url)));
  if (absl::StartsWith(url, "postgresql://")) {
    RETURN_IF_ERROR(database->OpenPostgresql(std::string(url)));
  } else if (absl::StartsWith(url, "sqlite:") && url.size() > 7) {
    RETURN_IF_ERROR(database->OpenSqlite(std::string(absl::StripPrefix(url, "sqlite:"))));
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("the database is \"", url, "\"; it should be \"sqlite:/path/to/file.db\" or \"postgresql://…\""));
  }
  RETURN_IF_ERROR(database->Write([](soci::session& sql) { return Migrate(sql); }));
  return database;
}

absl::Status Database::OpenSqlite(const std::string& path) {
  if (absl::StrContains(path, '"'))
    return absl::InvalidArgumentError(absl::StrCat("the database's path holds a quotation mark: ", path));
  ASSIGN_OR_RETURN(lock_, FileLock::Take(path + ".lock"));
  begin_read_ = "BEGIN";
  // Taken at once: a transaction that reads first and writes later would fail where another has written in between.
  begin_write_ = "BEGIN IMMEDIATE";
  return Connect(soci::sqlite3, absl::StrCat("dbname=\"", path, "\""), std::string(kSqliteSetting));
}

absl::Status Database::OpenPostgresql(const std::string& url) {
  begin_read_ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  begin_write_ = "BEGIN";
  RETURN_IF_ERROR(Connect(soci::postgresql, url, std::string(kPostgresqlSetting)));
  try {
    guard_.open(soci::postgresql, url);
    int taken = 0;
    guard_ << std::string(kTryAdvisoryLock), soci::into(taken);
    if (taken == 1) return absl::OkStatus();
  } catch (const std::exception& error) {
    return ToStatus(error);
  }
  return absl::FailedPreconditionError(absl::StrCat("another admin server uses ", name_,
                                                    ": one at a time may; stop that one, or give this one its own"));
}

absl::Status Database::Connect(const soci::backend_factory& backend, const std::string& parameters,
                               const std::string& setting) {
  try {
    for (size_t i = 0; i < kConnections; ++i) {
      connections_.at(i).open(backend, parameters);
      Configure(connections_.at(i), setting);
    }
  } catch (const std::exception& error) {
    const absl::Status status = ToStatus(error);
    // SOCI does not tell a server that refuses from SQL that is wrong; ours was not run yet.
    return status.code() == absl::StatusCode::kInternal ? absl::UnavailableError(status.message()) : status;
  }
  return absl::OkStatus();
}

size_t Database::Lease() { return connections_.lease(); }
void Database::GiveBack(size_t connection) { connections_.give_back(connection); }

void Database::Recover(soci::session& sql) noexcept {
  try {
    sql << "ROLLBACK";
  } catch (const std::exception&) {
    // Nothing was begun, or the connection is gone and with it the transaction.
  }
  try {
    if (!sql.is_connected()) {
      sql.reconnect();
      Configure(sql, kPostgresqlSetting);
    }
  } catch (const std::exception&) {
    // Still out of reach: the next work finds that out.
  }
}

absl::Status Database::ToStatus(const std::exception& error) const {
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string message = error.what();
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
    code = CodeOf(*sqlite);
    message = sqlite->get_error_message();
  } else if (const auto* other = dynamic_cast<const soci::soci_error*>(&error)) {
    code = CodeOf(*other);
  }
  absl::StrReplaceAll({{"\n", " "}}, &message);
  return absl::Status(code, absl::StrCat("the database ", name_, " fails: ", message, Hint(code)));
}

}  // namespace fudai::database
