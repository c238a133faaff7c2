// Metrics over time, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"

namespace fudai::stats {

// INVALID_ARGUMENT for a query that makes no sense, before anything is read.
absl::Status CheckTimeseries(const admin::v1::QueryTimeseriesRequest& request);
absl::Status CheckSparklines(const admin::v1::QuerySparklinesRequest& request);

// One metric over a range, but for how far it is. NOT_FOUND if there is no such campaign, INVALID_ARGUMENT for more
// buckets than an answer holds.
absl::StatusOr<admin::v1::QueryTimeseriesResponse> ReadTimeseries(soci::session& sql,
                                                                  const admin::v1::QueryTimeseriesRequest& request);

// Totals and metrics of several campaigns, likewise; the bound is on the points of all.
absl::StatusOr<admin::v1::QuerySparklinesResponse> ReadSparklines(soci::session& sql,
                                                                  const admin::v1::QuerySparklinesRequest& request);

}  // namespace fudai::stats
