#pragma once

#include <soci/soci.h>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/names.h"

namespace fudai::stats {

// A page of sharers, without freshness. Reads within the caller's snapshot. NOT_FOUND if there is no such campaign;
// INVALID_ARGUMENT for a page_size or page_token that is none.
absl::StatusOr<admin::v1::ListSharersResponse> ListSharers(soci::session& sql,
                                                           const admin::v1::ListSharersRequest& request, Names names);

}  // namespace fudai::stats
