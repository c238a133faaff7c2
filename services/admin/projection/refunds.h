#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/ledger_row.h"

namespace fudai::projection {

// A refund, with the order of which it gave something back.
struct RefundedOrder {
  event::v1::OrderReported order;
  event::v1::RefundReported refund;
};

// Finds the orders of refunds in the ledger. A refund and its order lie in one partition, but either may come first; it
// counts with the later one.
class Refunds {
 public:
  // The session must outlive it.
  explicit Refunds(soci::session& sql);

  // The refunds that count with a row: itself, if it is a refund whose order lies before it, or those that lie before
  // an order.
  std::vector<RefundedOrder> Find(const LedgerRow& row);

 private:
  // What the statements read and write.
  std::string order_id_;
  int partition_ = 0;
  long long number_ = 0;
  std::string payload_;
  soci::statement find_order_;
  soci::statement find_refunds_;
};

}  // namespace fudai::projection
