#include "services/admin/projection/refunds.h"

#include "absl/strings/escaping.h"

namespace fudai::projection {

Refunds::Refunds(soci::session& sql)
    : find_order_((sql.prepare << "SELECT campaign_id FROM ledger WHERE order_id = :order AND partition = :partition"
                                  " AND kind = 2 AND number < :number",
                   soci::use(order_id_), soci::use(partition_), soci::use(number_), soci::into(found_))),
      find_refunds_(
          (sql.prepare << "SELECT payload FROM ledger WHERE order_id = :order AND partition = :partition AND kind = 3"
                          " AND number < :number ORDER BY number",
           soci::use(order_id_), soci::use(partition_), soci::use(number_), soci::into(found_))) {}

void Refunds::Count(const LedgerRow& row, Deltas* deltas) {
  order_id_ = row.order_id;
  partition_ = row.partition;
  number_ = row.number;
  if (row.kind == EventKind::kRefundReported && find_order_.execute(true)) {
    CountRefund(row.event.refund_reported(), found_, deltas);
  }
  if (row.kind == EventKind::kOrderReported) CountEarlier(row.campaign_id, deltas);
}

void Refunds::CountEarlier(const std::string& campaign_id, Deltas* deltas) {
  for (bool more = find_refunds_.execute(true); more; more = find_refunds_.fetch()) {
    std::string payload;
    event::v1::Event event;
    if (absl::Base64Unescape(found_, &payload) && event.ParseFromString(payload)) {
      CountRefund(event.refund_reported(), campaign_id, deltas);
    }
  }
}

}  // namespace fudai::projection
