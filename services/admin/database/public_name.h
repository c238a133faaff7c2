#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace fudai::database {

inline constexpr absl::string_view kSqliteScheme = "sqlite:";
inline constexpr absl::string_view kPostgresqlScheme = "postgresql://";

// The name by which messages and logs call the database of a URL: an SQLite one's URL; a PostgreSQL one's with its
// host, port and database alone, since a password may stand before the host and among the options. INVALID_ARGUMENT,
// with nothing in it that may be a password, for any other text.
absl::StatusOr<std::string> PublicName(absl::string_view url);

}  // namespace fudai::database
