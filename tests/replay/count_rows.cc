#include "tests/replay/count_rows.h"

#include "absl/container/flat_hash_set.h"

namespace fudai::replay {

void CountRows(const InputFiles& files, const Input& input, const std::vector<RefusedRow>& refused, const Facts& client,
               Report& report) {
  report.input_rows = input.input_rows();
  report.rejected = input.rejected;
  absl::flat_hash_set<int> refused_orders, refused_refunds;
  for (const RefusedRow& row : refused) {
    const bool is_order = row.kind == Act::Kind::kReportOrder;
    (is_order ? refused_orders : refused_refunds).insert(row.line);
    report.rejected.push_back(
        {.file = is_order ? files.orders : files.refunds, .line = row.line, .reason = row.reason});
  }
  RowCounts& rows = report.rows;
  for (const Order& order : input.orders) {
    if (refused_orders.contains(order.line)) continue;
    ++(order.repeat ? rows.repeats : rows.orders);
    if (!order.repeat && order.user_id.empty()) ++report.guest_orders;
  }
  for (const Refund& refund : input.refunds) {
    if (refused_refunds.contains(refund.line)) continue;
    ++(client.KnowsOrder(refund.order_id) ? rows.refunds : rows.refunds_of_unknown_orders);
  }
  rows.repeats += input.repeated_refunds;
  rows.unmatched_refunds = input.unmatched_refunds;
  rows.refunds_beyond_limit = input.refunds_beyond_limit;
  rows.rejected = static_cast<int64_t>(report.rejected.size());
}

}  // namespace fudai::replay
