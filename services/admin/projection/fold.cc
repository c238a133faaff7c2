#include "services/admin/projection/fold.h"

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/status/macros.h"
#include "services/admin/database/rows.h"
#include "services/admin/projection/numbers.h"
#include "services/admin/projection/progress.h"

namespace fudai::projection {
namespace {

void InsertEvents(soci::session& sql, const std::vector<LedgerRow>& batch) {
  std::vector<std::tuple<long long, long long, long long, long long, std::string, std::string, std::string, std::string,
                         std::string, std::string, long long, std::string>>
      rows;
  for (const LedgerRow& row : batch) {
    rows.emplace_back(row.partition, row.number, row.event.occurred_at_ms(), static_cast<int>(row.kind),
                      row.campaign_id, row.user_id, row.sharer_id, row.order_id, row.bag_id, row.coupon_id,
                      row.cups_filled, absl::Base64Escape(row.payload));
  }
  database::RunWithRows(sql, "INSERT INTO ledger {rows}", rows);
}

}  // namespace

absl::Status WriteLedger(soci::session& sql, const Batch& batch) {
  RETURN_IF_ERROR(MoveOn(sql, Progress::kFolded, batch.before, batch.after));
  InsertEvents(sql, batch.rows);
  return absl::OkStatus();
}

absl::Status Fold(soci::session& sql, const Batch& batch) {
  RETURN_IF_ERROR(WriteLedger(sql, batch));
  ASSIGN_OR_RETURN(const database::Offsets counted, database::ReadCounted(sql));
  std::vector<const LedgerRow*> rows;
  for (const LedgerRow& row : batch.rows) {
    if (counted[row.partition] == batch.after[row.partition]) rows.push_back(&row);
  }
  return CountRows(sql, rows);
}

}  // namespace fudai::projection
