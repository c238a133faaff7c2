#include "services/admin/projection/refunds.h"

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace fudai::projection {
namespace {

event::v1::Event Decode(const std::string& stored) {
  std::string payload;
  event::v1::Event event;
  if (absl::Base64Unescape(stored, &payload)) event.ParseFromString(payload);
  return event;
}

}  // namespace

Refunds::Refunds(soci::session& sql)
    : find_((sql.prepare << "SELECT number, payload FROM ledger WHERE order_id = :order AND partition = :partition"
                            " AND kind = :kind AND number < :before ORDER BY number",
             soci::use(order_id_), soci::use(partition_), soci::use(kind_), soci::use(before_), soci::into(number_),
             soci::into(payload_))) {}

std::vector<RefundOfOrder> Refunds::CountedWith(const LedgerRow& row) {
  std::vector<RefundOfOrder> found;
  const bool is_refund = row.kind == EventKind::kRefundReported;
  if (!is_refund && row.kind != EventKind::kOrderReported) return found;
  order_id_ = row.order_id;
  partition_ = row.partition;
  before_ = row.number;
  kind_ = static_cast<int>(is_refund ? EventKind::kOrderReported : EventKind::kRefundReported);
  for (bool more = find_.execute(true); more; more = find_.fetch()) {
    const event::v1::Event other = Decode(payload_);
    const event::v1::Event& refund = is_refund ? row.event : other;
    const event::v1::Event& order = is_refund ? other : row.event;
    found.push_back(
        {refund.refund_reported(), refund.occurred_at_ms(), order.order_reported(), is_refund ? number_ : row.number});
  }
  return found;
}

}  // namespace fudai::projection
