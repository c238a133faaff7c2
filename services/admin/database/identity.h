#pragma once

#include <soci/soci.h>

#include <string>

namespace fudai::database {

// The database's identity, by which its store knows it from all others: 16 random hexadecimal digits, made when they
// are first asked for and kept in its rows, so that a backup that is restored has them too. Within the caller's
// transaction, which writes.
std::string Identify(soci::session& sql);

}  // namespace fudai::database
