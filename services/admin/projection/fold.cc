#include "services/admin/projection/fold.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/projection/numbers.h"

namespace fudai::projection {
namespace {

// Prepared statements bind variables, not values: each of these functions fills its variables row by row.

// The numbers move on with the ledger, unless they are behind it.
absl::Status MoveOffsets(soci::session& sql, const Batch& batch) {
  long long before = 0, after = 0;
  int partition = 0;
  soci::statement move =
      (sql.prepare << "UPDATE offsets SET counted = CASE WHEN counted = folded THEN :after ELSE counted END,"
                      " folded = :after WHERE partition = :partition AND folded = :before",
       soci::use(after, "after"), soci::use(partition, "partition"), soci::use(before, "before"));
  for (partition = 0; partition < static_cast<int>(batch.after.size()); ++partition) {
    before = batch.before[partition];
    after = batch.after[partition];
    if (before == after) continue;
    move.execute(true);
    if (move.get_affected_rows() == 1) continue;
    return absl::AbortedError(absl::StrCat("another projector has moved partition ", partition, " on from event ",
                                           before, "; one admin server at a time may use a database"));
  }
  return absl::OkStatus();
}

void WriteLedger(soci::session& sql, const std::vector<LedgerRow>& rows) {
  LedgerRow row;
  long long number = 0, occurred_at_ms = 0, cups_filled = 0;
  int kind = 0;
  std::string payload;
  soci::statement insert =
      (sql.prepare << "INSERT INTO ledger VALUES (:partition, :number, :occurred, :kind, :campaign, :user, :sharer, "
                      ":order, :bag, :coupon,"
                      " :cups, :payload)",
       soci::use(row.partition), soci::use(number), soci::use(occurred_at_ms), soci::use(kind),
       soci::use(row.campaign_id), soci::use(row.user_id), soci::use(row.sharer_id), soci::use(row.order_id),
       soci::use(row.bag_id), soci::use(row.coupon_id), soci::use(cups_filled), soci::use(payload));
  for (const LedgerRow& next : rows) {
    row = next;
    number = next.number;
    occurred_at_ms = next.event.occurred_at_ms();
    kind = static_cast<int>(next.kind);
    cups_filled = next.cups_filled;
    payload = absl::Base64Escape(next.payload);
    insert.execute(true);
  }
}

}  // namespace

absl::Status Fold(soci::session& sql, const Batch& batch) {
  RETURN_IF_ERROR(MoveOffsets(sql, batch));
  WriteLedger(sql, batch.rows);
  ASSIGN_OR_RETURN(const database::Offsets counted, database::ReadCounted(sql));
  std::vector<const LedgerRow*> rows;
  for (const LedgerRow& row : batch.rows) {
    if (counted[row.partition] == batch.after[row.partition]) rows.push_back(&row);
  }
  return CountRows(sql, rows);
}

}  // namespace fudai::projection
