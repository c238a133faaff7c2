#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

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

// Finds the orders of refunds in the ledger. A refund and its order lie in one partition, but either may come first;
// it counts with the later one.
class Refunds {
 public:
  // The session must outlive it.
  explicit Refunds(soci::session& sql);

  // The refunds that count with the row: its own if its order lies before it, and those before its order.
  std::vector<RefundOfOrder> CountedWith(const LedgerRow& row);

 private:
  // What the statements read and write.
  std::string order_id_;
  int partition_ = 0;
  int kind_ = 0;
  long long before_ = 0, number_ = 0;
  std::string payload_;
  soci::statement find_;
};

}  // namespace fudai::projection
