#include "services/admin/database/failure.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace fudai::database {
namespace {

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

// Whether the session with PostgreSQL is gone. Of a connection that breaks libpq gives no SQLSTATE, and SOCI no
// category of what it is asked before it is connected again.
bool LostSession(const soci::soci_error& error) {
  const auto* told = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  if (told == nullptr) return absl::StrContains(error.get_error_message(), "Session is not connected");
  const std::string sqlstate = told->sqlstate();
  const bool shut_down = absl::StartsWith(sqlstate, "57P");
  return shut_down || absl::StartsWith(sqlstate, "08") || absl::StripAsciiWhitespace(sqlstate).empty();
}

absl::StatusCode CodeOf(const soci::soci_error& error) {
  if (LostSession(error)) return absl::StatusCode::kUnavailable;
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
      return "; no other program should lock it, and its server, if it has one, should run and let this one in";
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

// SOCI puts the name of its own function before what the database said.
absl::string_view WithoutFunction(absl::string_view message) {
  const std::pair<absl::string_view, absl::string_view> halves = absl::StrSplit(message, absl::MaxSplits(": ", 1));
  const bool function = absl::StrContains(halves.first, "::") && !absl::StrContains(halves.first, ' ');
  return function ? halves.second : message;
}

}  // namespace

absl::Status Failure(const std::string& name, const std::exception& error, absl::StatusCode otherwise) {
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string message = error.what();
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
    code = CodeOf(*sqlite);
    message = sqlite->get_error_message();
  } else if (const auto* other = dynamic_cast<const soci::soci_error*>(&error)) {
    // Not what(), which adds the values that a statement was given.
    code = CodeOf(*other);
    message = other->get_error_message();
  }
  if (code == absl::StatusCode::kInternal) code = otherwise;
  absl::StrReplaceAll({{"\n", " "}, {"\t", " "}}, &message);
  absl::RemoveExtraAsciiWhitespace(&message);
  return absl::Status(code, absl::StrCat("the database ", name, " fails: ", WithoutFunction(message), Hint(code)));
}

absl::Status ForCallers(const absl::Status& failure) {
  switch (failure.code()) {
    case absl::StatusCode::kUnavailable:
      return absl::UnavailableError("the database is locked or cannot be reached; call again");
    case absl::StatusCode::kFailedPrecondition:
      return absl::FailedPreconditionError("the database cannot be used; the admin server's log says why");
    case absl::StatusCode::kResourceExhausted:
      return absl::ResourceExhaustedError("the database's disk is full; there should be room on it");
    default:
      return failure;
  }
}

}  // namespace fudai::database
