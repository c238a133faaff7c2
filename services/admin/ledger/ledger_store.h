// The ledger, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
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

// A part of the ledger.
struct Part {
  Order order = Order::kTime;
  // The entries after this place,
  Place after;
  // up to this one; to the ledger's end without it.
  std::optional<Place> last;
  // The most entries to be had at once.
  int limit = 0;
};

// Whether the filter names what has few entries, which an index finds. By any other, a part is read through.
bool NamesAnId(const admin::v1::LedgerFilter& filter);

// The part's first entries that match the filter.
absl::StatusOr<std::vector<admin::v1::LedgerEntry>> SelectEntries(soci::session& sql,
                                                                  const admin::v1::LedgerFilter& filter,
                                                                  const Part& part);

// The query that does it, for tests of how databases go about it.
std::string EntriesSql(const admin::v1::LedgerFilter& filter, const Part& part);

}  // namespace fudai::ledger
