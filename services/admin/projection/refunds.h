#pragma once

#include <soci/soci.h>

#include <string>

#include "services/admin/projection/deltas.h"
#include "services/admin/projection/ledger_row.h"

namespace fudai::projection {

// Finds the campaigns of refunds in the ledger. A refund and its order lie in one partition, but either may come first;
// it counts with the later one.
class Refunds {
 public:
  // The session must outlive it.
  explicit Refunds(soci::session& sql);

  // Counts the row's refund if its order lies before it, and the refunds before the row's order.
  void Count(const LedgerRow& row, Deltas* deltas);

 private:
  void CountEarlier(const std::string& campaign_id, Deltas* deltas);

  // What the statements read and write.
  std::string order_id_;
  int partition_ = 0;
  long long number_ = 0;
  std::string found_;
  soci::statement find_order_;
  soci::statement find_refunds_;
};

}  // namespace fudai::projection
