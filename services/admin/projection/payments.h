#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/ledger_row.h"
#include "services/admin/projection/refunds.h"

namespace fudai::projection {

// What a customer paid for an order, or got back of one.
struct Payment {
  enum class Kind { kOrder, kRefund };

  Kind kind{};
  // When the order was reported. Orders alone.
  int64_t reported_at_ms = 0;
  // When it was paid or given back.
  int64_t at_ms = 0;
  // Negative where it was given back.
  int64_t fen = 0;
  // Whether it is of an order after the customer's first.
  bool is_of_return = false;
};

Payment PaymentOf(int64_t reported_at_ms, const event::v1::OrderReported& order);
Payment PaymentOf(const RefundOfOrder& refunded);

// Reads customers' earlier payments from the ledger.
class PaymentReader {
 public:
  // The session must outlive it.
  explicit PaymentReader(soci::session& sql);

  // The payments of the user whom the row is of that lie before it in its partition; refunds, once their orders do.
  // DATA_LOSS if the ledger cannot be read.
  absl::StatusOr<std::vector<Payment>> ReadBefore(const LedgerRow& row);

 private:
  // What the statement reads and writes.
  std::string user_id_, payload_;
  int partition_ = 0;
  long long before_ = 0, number_ = 0;
  soci::statement select_;
};

}  // namespace fudai::projection
