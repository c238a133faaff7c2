#include "services/admin/database/public_name.h"

#include <libpq-fe.h>

#include <map>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace fudai::database {
namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

absl::Status NoDatabase(absl::string_view url) {
  // A text that goes on after one of these may name a password.
  const size_t mark = url.find_first_of(":=@");
  const bool whole = mark == absl::string_view::npos || mark + 1 == url.size();
  return absl::InvalidArgumentError(absl::StrCat("the database is \"",
                                                 whole ? url : absl::StrCat(url.substr(0, mark + 1), "…"),
                                                 "\"; it should be \"sqlite:/path/to/file.db\" or \"postgresql://…\""));
}

// What libpq says of such a URL may repeat parts of the password.
absl::Status Unreadable() {
  return absl::InvalidArgumentError(
      "the database is \"postgresql://…\", which cannot be read; it should be "
      "\"postgresql://user:password@host:port/database?option=value\", with libpq's options, and with % / : ? @ within "
      "a "
      "part of it written as %25 %2F %3A %3F %40");
}

// Whether these are a host, a port and a database, and no parts of a password that was not written as it should.
bool AreWhatTheySay(const std::string& host, const std::string& port, const std::string& database) {
  return port.find_first_not_of("0123456789,") == std::string::npos && !absl::StrContains(host, '@') &&
         !absl::StrContains(database, '@');
}

}  // namespace

absl::StatusOr<std::string> PublicName(absl::string_view url) {
  if (absl::StartsWith(url, kSqliteScheme) && url.size() > kSqliteScheme.size()) return std::string(url);
  if (!absl::StartsWith(url, kPostgresqlScheme)) return NoDatabase(url);
  const Options options(PQconninfoParse(std::string(url).c_str(), nullptr), &PQconninfoFree);
  if (options == nullptr) return Unreadable();
  std::map<absl::string_view, std::string> values;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) values[option->keyword] = option->val;
  }
  if (!AreWhatTheySay(values["host"], values["port"], values["dbname"])) return Unreadable();
  const std::string port = values["port"].empty() ? "" : absl::StrCat(":", values["port"]);
  return absl::StrCat(kPostgresqlScheme, values["host"], port, "/", values["dbname"]);
}

}  // namespace fudai::database
