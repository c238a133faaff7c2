#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/status/statusor.h"

namespace fudai::pseudonyms {

// The id of the user whom `name` means: a customer's id, or else a customer's pseudonym. A name that no customer has is
// taken as an id: a refund may come before all that makes its buyer a customer. FAILED_PRECONDITION for a pseudonym of
// two. Within the caller's snapshot.
absl::StatusOr<std::string> FindUser(soci::session& sql, const std::string& name);

// Whether `name` is a pseudonym of customers, and nobody's id. Within the caller's snapshot.
bool IsPseudonym(soci::session& sql, const std::string& name);

}  // namespace fudai::pseudonyms
