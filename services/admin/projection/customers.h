#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/customer.h"
#include "services/admin/projection/customer_buckets.h"
#include "services/admin/projection/customer_table.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/projection/payments.h"
#include "services/admin/projection/refunds.h"
#include "services/admin/projection/rollup_counts.h"
#include "services/admin/projection/sharers.h"

namespace fudai::projection {

// Counts what an event means only together with its user's earlier ones: all of a user's orders, touches and
// conversions lie in their partition, in one order. Each customer is read once in a batch, and written once, by Save().
class Customers {
 public:
  // Reads the customers whom the rows of a batch are about. Session and counts must outlive it.
  Customers(soci::session& sql, const std::vector<RowToCount>& rows, RollupCounts* counts);

  // A row of the batch, in the order of the partition. DATA_LOSS if the ledger cannot be read.
  absl::Status Count(const LedgerRow& row);
  // A refund, with the later one of it and its order.
  void CountRefund(const RefundOfOrder& refunded);
  void Save();

 private:
  // A user before the batch, and now.
  struct Known {
    Customer before;
    Customer now;
    // Of the batch. Those are all, if the user had not ordered before it.
    std::vector<Payment> payments;
  };

  void CountOrder(int64_t ms, const event::v1::OrderReported& order);
  void CountPayment(const Payment& payment, Known* known);
  void CountTouch(int64_t ms, const event::v1::CouponCredited& credit);
  absl::Status CountConversion(const LedgerRow& row);
  // Counts payments of a customer as those of one whom the campaign brought, or takes them away.
  void AddRevenueTo(const std::string& campaign_id, const std::vector<Payment>& payments, int64_t units);
  void CountSecondOrder(const Customer& customer);

  soci::session& sql_;
  RollupCounts* counts_;
  PaymentReader earlier_;
  CustomerBuckets buckets_;
  Sharers sharers_;
  absl::flat_hash_map<std::string, Known> customers_;
};

}  // namespace fudai::projection
