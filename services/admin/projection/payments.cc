#include "services/admin/projection/payments.h"

#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/status/macros.h"

namespace fudai::projection {

Payment PaymentOf(int64_t reported_at_ms, const event::v1::OrderReported& order) {
  return {.kind = Payment::Kind::kOrder,
          .reported_at_ms = reported_at_ms,
          .at_ms = order.paid_at_ms(),
          .fen = order.amount_fen(),
          .is_of_return = order.first_order() == 0};
}

Payment PaymentOf(const RefundOfOrder& refunded) {
  return {.kind = Payment::Kind::kRefund,
          .at_ms = refunded.refund.refunded_at_ms(),
          .fen = -refunded.refund.amount_fen(),
          .is_of_return = refunded.order.first_order() == 0};
}

// Refunds are found by their orders: the events of some do not name the buyer. What is said of ids that are not empty
// lets the database use its indexes, which leave these out.
PaymentReader::PaymentReader(soci::session& sql)
    : select_((sql.prepare << "SELECT number, payload FROM ledger WHERE partition = :partition AND number < :before"
                              " AND kind IN (2, 3) AND order_id <> '' AND order_id IN (SELECT order_id FROM ledger"
                              " WHERE user_id = :user AND user_id <> '' AND kind = 2 AND partition = :partition"
                              " AND number < :before) ORDER BY number",
               soci::use(partition_, "partition"), soci::use(before_, "before"), soci::use(user_id_, "user"),
               soci::into(number_), soci::into(payload_))) {}

absl::StatusOr<std::vector<Payment>> PaymentReader::ReadBefore(const LedgerRow& row) {
  user_id_ = row.user_id;
  partition_ = row.partition;
  before_ = row.number;
  std::map<std::string, event::v1::OrderReported> orders;
  std::vector<event::v1::RefundReported> refunds;
  std::vector<Payment> payments;
  for (bool more = select_.execute(true); more; more = select_.fetch()) {
    std::string payload;
    absl::Base64Unescape(payload_, &payload);
    ASSIGN_OR_RETURN(const LedgerRow earlier, DecodeEvent(partition_, number_, payload));
    if (earlier.kind == EventKind::kRefundReported) {
      refunds.push_back(earlier.event.refund_reported());
      continue;
    }
    payments.push_back(PaymentOf(earlier.event.occurred_at_ms(), earlier.event.order_reported()));
    orders.emplace(earlier.order_id, earlier.event.order_reported());
  }
  for (event::v1::RefundReported& refund : refunds) {
    const event::v1::OrderReported& order = orders[refund.order_id()];
    payments.push_back(PaymentOf(RefundOfOrder{.refund = std::move(refund), .order = order}));
  }
  return payments;
}

}  // namespace fudai::projection
