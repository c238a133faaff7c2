#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/names.h"

namespace fudai::stats {

// Whom one person's bags brought, whom theirs did, and so on, without freshness: children in the order of their
// touches. Reads within the caller's snapshot, one query for a hundred parents. NOT_FOUND if there is no such campaign
// or user; a user's id is one only where answers name users so. FAILED_PRECONDITION for a pseudonym that two share.
absl::StatusOr<admin::v1::GetShareTreeResponse> ReadShareTree(soci::session& sql,
                                                              const admin::v1::GetShareTreeRequest& request,
                                                              Names names);

}  // namespace fudai::stats
