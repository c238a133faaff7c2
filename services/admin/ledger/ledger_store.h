// The ledger, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/ledger.pb.h"

namespace fudai::ledger {

// A place in the ledger. Listing goes by (occurred_at_ms, partition, number), exporting by (partition, number).
struct Place {
  int64_t occurred_at_ms = INT64_MIN;
  int partition = -1;
  int64_t number = 0;
};

// Entries after a place that match the filter, at most `limit`, by time.
absl::StatusOr<std::vector<admin::v1::LedgerEntry>> SelectByTime(soci::session& sql,
                                                                 const admin::v1::LedgerFilter& filter,
                                                                 const Place& after, int limit);

// Entries after a place that match the filter, at most `limit`, by partition and number.
absl::StatusOr<std::vector<admin::v1::LedgerEntry>> SelectByNumber(soci::session& sql,
                                                                   const admin::v1::LedgerFilter& filter,
                                                                   const Place& after, int limit);

}  // namespace fudai::ledger
