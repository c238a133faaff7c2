#pragma once

#include <string>

#include "absl/status/status.h"

namespace fudai::database {

// Has a SQLite database be its owner's alone to read and write, since it holds people's data and hashes of passwords:
// makes the file where there is none, and takes from others what an older one lets them, and what SQLite keeps beside
// it; it makes those anew with the rights of the file. Call it before the file is opened. Warns of an older file that
// is another user's; FAILED_PRECONDITION where there is none and none can be made.
absl::Status KeepPrivate(const std::string& path);

}  // namespace fudai::database
