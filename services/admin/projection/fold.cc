#include "services/admin/projection/fold.h"

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/database/rows.h"
#include "services/admin/projection/numbers.h"

namespace fudai::projection {
namespace {

// The numbers move on with the ledger, unless they are behind it.
absl::Status MoveOffsets(soci::session& sql, const Batch& batch) {
  std::vector<std::tuple<long long, long long, long long>> rows;
  for (size_t i = 0; i < batch.after.size(); ++i) {
    if (batch.before[i] != batch.after[i]) rows.emplace_back(i, batch.before[i], batch.after[i]);
  }
  const long long moved = database::RunWithRows(
      sql,
      "UPDATE offsets SET counted = CASE WHEN counted = folded THEN given.column3 ELSE counted END,"
      " folded = given.column3 FROM ({rows}) AS given"
      " WHERE partition = given.column1 AND folded = given.column2",
      rows);
  if (moved == static_cast<long long>(rows.size())) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat(
      "another projector has moved ", rows.size() - moved,
      " partitions on from where this one had folded them; one admin server at a time may use a database"));
}

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
  RETURN_IF_ERROR(MoveOffsets(sql, batch));
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
