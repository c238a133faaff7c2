#include "services/admin/projection/numbers.h"

#include <algorithm>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/database/offsets.h"
#include "services/admin/projection/cups.h"
#include "services/admin/projection/customers.h"
#include "services/admin/projection/deltas_store.h"
#include "services/admin/projection/holdout.h"
#include "services/admin/projection/money.h"
#include "services/admin/projection/openers.h"
#include "services/admin/projection/places.h"
#include "services/admin/projection/refunds.h"

namespace fudai::projection {
namespace {

// Reads the ledger's events of one partition after another.
class LedgerReader {
 public:
  explicit LedgerReader(soci::session& sql)
      : select_((sql.prepare << "SELECT number, payload FROM ledger WHERE partition = :partition AND number > :after"
                                " ORDER BY number LIMIT :limit",
                 soci::use(partition_), soci::use(after_), soci::use(limit_), soci::into(number_),
                 soci::into(payload_))) {}

  // Appends events of a partition after a number, at most `limit` in total.
  absl::Status Read(int partition, int64_t after, int limit, std::vector<LedgerRow>* rows) {
    partition_ = partition;
    after_ = after;
    limit_ = limit - static_cast<int>(rows->size());
    for (bool more = select_.execute(true); more; more = select_.fetch()) {
      std::string payload;
      absl::Base64Unescape(payload_, &payload);
      ASSIGN_OR_RETURN(LedgerRow row, DecodeEvent(partition, number_, payload));
      rows->push_back(std::move(row));
    }
    return absl::OkStatus();
  }

 private:
  int partition_ = 0, limit_ = 0;
  long long after_ = 0, number_ = 0;
  std::string payload_;
  soci::statement select_;
};

absl::Status MoveCounted(soci::session& sql, const database::Offsets& before, const database::Offsets& after) {
  for (size_t i = 0; i < after.size(); ++i) {
    if (before[i] == after[i]) continue;
    const int partition = static_cast<int>(i);
    const long long from = before[i], to = after[i];
    soci::statement move =
        (sql.prepare << "UPDATE offsets SET counted = :to WHERE partition = :partition AND counted = :from",
         soci::use(to), soci::use(partition), soci::use(from));
    move.execute(true);
    if (move.get_affected_rows() == 1) continue;
    return absl::AbortedError(absl::StrCat("another projector has counted partition ", i, " on from event ", from,
                                           "; one admin server at a time may use a database"));
  }
  return absl::OkStatus();
}

std::vector<const LedgerRow*> Pointers(const std::vector<LedgerRow>& rows) {
  std::vector<const LedgerRow*> pointers;
  for (const LedgerRow& row : rows) pointers.push_back(&row);
  return pointers;
}

}  // namespace

absl::Status CountRows(soci::session& sql, const std::vector<const LedgerRow*>& rows) {
  Deltas deltas;
  RollupCounts counts(sql);
  Refunds refunds(sql);
  Customers customers(sql, &counts);
  Cups cups(sql, &counts);
  Holdout holdout(sql, &counts.days());
  for (const LedgerRow* row : rows) {
    Count(row->event, &deltas);
    CountRollups(row->event, &counts);
    CountMoney(row->event, &counts);
    CountPlaces(row->event, &counts);
    RETURN_IF_ERROR(customers.Count(*row));
    cups.Count(row->event);
    holdout.Count(*row);
    for (const RefundOfOrder& refund : refunds.CountedWith(*row)) {
      CountRefund(refund.refund, refund.order.campaign_id(), &deltas);
      CountPlaces(refund, &counts);
      customers.CountRefund(refund);
      holdout.Count(refund);
    }
  }
  customers.Save();
  cups.Save();
  holdout.Save();
  CountOpeners(sql, &deltas, &counts);
  SaveDeltas(sql, deltas);
  return counts.Save();
}

absl::StatusOr<int64_t> CountLedger(soci::session& sql, int limit) {
  ASSIGN_OR_RETURN(const database::Offsets folded, database::ReadOffsets(sql));
  ASSIGN_OR_RETURN(const database::Offsets before, database::ReadCounted(sql));
  std::vector<LedgerRow> rows;
  LedgerReader reader(sql);
  database::Offsets after = before;
  int64_t left = 0;
  for (size_t i = 0; i < folded.size(); ++i) {
    if (before[i] == folded[i]) continue;
    const size_t known = rows.size();
    if (static_cast<int>(known) < limit) RETURN_IF_ERROR(reader.Read(static_cast<int>(i), before[i], limit, &rows));
    if (rows.size() > known) after[i] = rows.back().number;
    left += folded[i] - after[i];
  }
  if (rows.empty()) return left;
  RETURN_IF_ERROR(CountRows(sql, Pointers(rows)));
  RETURN_IF_ERROR(MoveCounted(sql, before, after));
  return left;
}

void ForgetNumbers(soci::session& sql) {
  for (const char* table : {"totals", "coupons_by_template", "quarters", "template_quarters", "openers", "rollups",
                            "customers", "sharers", "customer_buckets", "holdout_members", "holdout_groups", "cups"}) {
    sql << absl::StrCat("DELETE FROM ", table);
  }
  sql << "UPDATE offsets SET counted = 0";
}

void SetTerms(soci::session& sql, const Terms& terms) {
  const bool zone_is_new = rollups::SetChainZone(sql, terms.time_zone);
  if (zone_is_new || terms.anew) ForgetNumbers(sql);
}

}  // namespace fudai::projection
