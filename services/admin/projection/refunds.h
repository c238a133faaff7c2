#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/ledger_row.h"

namespace fudai::projection {

// A refund, and the order that it gives money back of.
struct RefundOfOrder {
  event::v1::RefundReported refund;
  // When the refund was reported, in milliseconds since the epoch.
  int64_t ms = 0;
  event::v1::OrderReported order;
  // Of the order's event in its partition.
  int64_t order_number = 0;
};

// A row to count, and the refunds that count with it.
struct RowToCount {
  const LedgerRow* row;
  std::vector<RefundOfOrder> refunds;
};

// Finds the refunds that count with each row of a batch: its own if its order lies before it, and those before its
// order. A refund and its order lie in one partition, but either may come first; it counts with the later one. Reads
// the ledger, which holds the batch. DATA_LOSS if it cannot be decoded.
absl::StatusOr<std::vector<RowToCount>> WithRefunds(soci::session& sql, const std::vector<const LedgerRow*>& rows);

}  // namespace fudai::projection
