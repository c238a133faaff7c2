#include "services/admin/projection/refunds.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

// Order, partition, number, event in base64.
using Found = std::tuple<std::string, long long, long long, std::string>;

// A place of the ledger: the order, the partition, the number there.
using Place = std::tuple<std::string, int, int64_t>;

// Events of one kind by their orders' ids.
class EventsOfOrders {
 public:
  // Those of all orders that the batch has events of another kind of. `query` selects them, by "{rows}" of orders' ids.
  EventsOfOrders(soci::session& sql, absl::string_view query, const std::vector<const LedgerRow*>& rows,
                 EventKind other) {
    std::set<std::tuple<std::string>> ids;
    for (const LedgerRow* row : rows) {
      if (row->kind == other && !row->order_id.empty()) ids.emplace(row->order_id);
    }
    const std::vector<std::tuple<std::string>> keys(ids.begin(), ids.end());
    for (auto& [order_id, partition, number, payload] : database::SelectByRows<Found>(sql, query, keys))
      payloads_[{order_id, static_cast<int>(partition), number}] = std::move(payload);
  }

  // Those that lie before a row in its partition, in their order.
  absl::StatusOr<std::vector<LedgerRow>> Before(const LedgerRow& row) const {
    std::vector<LedgerRow> before;
    const auto end = payloads_.lower_bound({row.order_id, row.partition, row.number});
    for (auto next = payloads_.lower_bound({row.order_id, row.partition, 0}); next != end; ++next) {
      std::string payload;
      absl::Base64Unescape(next->second, &payload);
      ASSIGN_OR_RETURN(LedgerRow found, DecodeEvent(row.partition, std::get<2>(next->first), payload));
      before.push_back(std::move(found));
    }
    return before;
  }

 private:
  std::map<Place, std::string> payloads_;
};

RefundOfOrder Join(const LedgerRow& refund, const LedgerRow& order) {
  return {.refund = refund.event.refund_reported(),
          .ms = refund.event.occurred_at_ms(),
          .order = order.event.order_reported(),
          .order_number = order.number};
}

}  // namespace

absl::StatusOr<std::vector<RowToCount>> WithRefunds(soci::session& sql, const std::vector<const LedgerRow*>& rows) {
  // Kinds are written out, as the indexes have them.
  const EventsOfOrders refunds(sql,
                               "SELECT order_id, partition, number, payload FROM ledger"
                               " WHERE kind = 3 AND order_id IN ({rows})",
                               rows, EventKind::kOrderReported);
  const EventsOfOrders orders(sql,
                              "SELECT order_id, partition, number, payload FROM ledger"
                              " WHERE kind = 2 AND order_id <> '' AND order_id IN ({rows})",
                              rows, EventKind::kRefundReported);
  std::vector<RowToCount> counted;
  for (const LedgerRow* row : rows) {
    RowToCount& next = counted.emplace_back(RowToCount{row, {}});
    if (row->kind == EventKind::kOrderReported) {
      ASSIGN_OR_RETURN(const std::vector<LedgerRow> before, refunds.Before(*row));
      for (const LedgerRow& refund : before) next.refunds.push_back(Join(refund, *row));
    } else if (row->kind == EventKind::kRefundReported) {
      ASSIGN_OR_RETURN(const std::vector<LedgerRow> before, orders.Before(*row));
      for (const LedgerRow& order : before) next.refunds.push_back(Join(*row, order));
    }
  }
  return counted;
}

}  // namespace fudai::projection
