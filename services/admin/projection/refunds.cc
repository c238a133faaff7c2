#include "services/admin/projection/refunds.h"

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace fudai::projection {
namespace {

constexpr absl::string_view kEarlier =
    "SELECT payload FROM ledger WHERE order_id = :order AND partition = :partition AND number < :number AND kind = ";

event::v1::Event Decode(const std::string& text) {
  std::string payload;
  event::v1::Event event;
  if (absl::Base64Unescape(text, &payload)) event.ParseFromString(payload);
  return event;
}

}  // namespace

Refunds::Refunds(soci::session& sql)
    : find_order_((sql.prepare << kEarlier << "2", soci::use(order_id_), soci::use(partition_), soci::use(number_),
                   soci::into(payload_))),
      find_refunds_((sql.prepare << kEarlier << "3 ORDER BY number", soci::use(order_id_), soci::use(partition_),
                     soci::use(number_), soci::into(payload_))) {}

std::vector<RefundedOrder> Refunds::Find(const LedgerRow& row) {
  order_id_ = row.order_id;
  partition_ = row.partition;
  number_ = row.number;
  std::vector<RefundedOrder> found;
  if (row.kind == EventKind::kRefundReported && find_order_.execute(true))
    found.push_back({Decode(payload_).order_reported(), row.event.refund_reported()});
  if (row.kind == EventKind::kOrderReported) {
    for (bool more = find_refunds_.execute(true); more; more = find_refunds_.fetch()) {
      const event::v1::Event event = Decode(payload_);
      if (event.has_refund_reported()) found.push_back({row.event.order_reported(), event.refund_reported()});
    }
  }
  return found;
}

}  // namespace fudai::projection
