// The ledger, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/ledger.pb.h"

namespace fudai::ledger {

// How entries are ordered: listing goes by time, exporting by place.
enum class Order {
  // (occurred_at_ms, partition, number).
  kTime,
  // (partition, number).
  kNumber,
};

// A place in the ledger.
struct Place {
  int64_t occurred_at_ms = INT64_MIN;
  int partition = -1;
  int64_t number = 0;
};

// Entries after a place that match the filter, at most `limit`.
absl::StatusOr<std::vector<admin::v1::LedgerEntry>> SelectEntries(soci::session& sql,
                                                                  const admin::v1::LedgerFilter& filter, Order order,
                                                                  const Place& after, int limit);

// The query that does it, for tests of how databases go about it.
std::string EntriesSql(const admin::v1::LedgerFilter& filter, Order order);

}  // namespace fudai::ledger
