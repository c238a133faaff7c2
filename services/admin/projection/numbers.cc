#include "services/admin/projection/numbers.h"

#include <algorithm>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/database/offsets.h"
#include "services/admin/database/page_cache.h"
#include "services/admin/projection/cups.h"
#include "services/admin/projection/customers.h"
#include "services/admin/projection/deltas_store.h"
#include "services/admin/projection/holdout.h"
#include "services/admin/projection/money.h"
#include "services/admin/projection/openers.h"
#include "services/admin/projection/progress.h"
#include "services/admin/projection/refunds.h"
#include "services/admin/projection/shops.h"

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

  // Appends events of a partition after a number, at most `limit`.
  absl::Status Read(int partition, int64_t after, int limit, std::vector<LedgerRow>* rows) {
    partition_ = partition;
    after_ = after;
    limit_ = limit;
    for (bool more = select_.execute(true); more; more = select_.fetch()) {
      std::string payload;
      absl::Base64Unescape(payload_, &payload);
      ASSIGN_OR_RETURN(LedgerRow row, DecodeEvent(partition, number_, payload));
      row.payload = std::string();  // The ledger has it, and there are many rows.
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

// How many partitions have numbers behind the ledger.
int CountBehind(const database::Offsets& counted, const database::Offsets& folded) {
  int behind = 0;
  for (size_t i = 0; i < folded.size(); ++i) behind += counted[i] == folded[i] ? 0 : 1;
  return behind;
}

std::vector<const LedgerRow*> Pointers(const std::vector<LedgerRow>& rows) {
  std::vector<const LedgerRow*> pointers;
  for (const LedgerRow& row : rows) pointers.push_back(&row);
  return pointers;
}

}  // namespace

absl::Status CountRows(soci::session& sql, const std::vector<const LedgerRow*>& rows) {
  ASSIGN_OR_RETURN(const std::vector<RowToCount> rows_to_count, WithRefunds(sql, rows));
  Deltas deltas;
  RollupCounts counts(sql);
  Customers customers(sql, rows_to_count, &counts);
  Cups cups(sql, rows, &counts);
  Holdout holdout(sql, rows_to_count, &counts.days());
  Shops shops(&counts.days());
  for (const auto& [row, refunds] : rows_to_count) {
    Count(row->event, &deltas);
    CountRollups(row->event, &counts);
    CountMoney(row->event, &counts);
    shops.Count(row->event);
    RETURN_IF_ERROR(customers.Count(*row));
    cups.Count(row->event);
    holdout.Count(*row);
    for (const RefundOfOrder& refund : refunds) {
      CountRefund(refund.refund, refund.order.campaign_id(), &deltas);
      shops.Count(refund);
      customers.CountRefund(refund);
      holdout.Count(refund);
    }
  }
  customers.Save();
  cups.Save();
  holdout.Save();
  shops.Save(sql);
  CountOpeners(sql, &deltas, &counts);
  SaveDeltas(sql, deltas, &counts.days());
  return counts.Save();
}

absl::StatusOr<int64_t> CountLedger(soci::session& sql, int limit) {
  const database::LargeCache cache(sql);
  ASSIGN_OR_RETURN(const database::Offsets folded, database::ReadOffsets(sql));
  ASSIGN_OR_RETURN(const database::Offsets before, database::ReadCounted(sql));
  std::vector<LedgerRow> rows;
  LedgerReader reader(sql);
  database::Offsets after = before;
  int64_t left = 0;
  // All partitions advance alike: so a batch is of one stretch of time, and most of what it counts falls together.
  const int share = std::max(1, limit / std::max(1, CountBehind(before, folded)));
  for (size_t i = 0; i < folded.size(); ++i) {
    if (before[i] == folded[i]) continue;
    const size_t known = rows.size();
    if (static_cast<int>(known) < limit) RETURN_IF_ERROR(reader.Read(static_cast<int>(i), before[i], share, &rows));
    if (rows.size() > known) after[i] = rows.back().number;
    left += folded[i] - after[i];
  }
  if (rows.empty()) return left;
  RETURN_IF_ERROR(CountRows(sql, Pointers(rows)));
  RETURN_IF_ERROR(MoveOn(sql, Progress::kCounted, before, after));
  return left;
}

void ForgetNumbers(soci::session& sql) {
  for (const char* table : {"totals", "coupons_by_template", "quarters", "series_days", "series_minutes",
                            "template_quarters", "openers", "rollups", "shop_spans", "customers", "sharers",
                            "customer_buckets", "holdout_members", "holdout_groups", "cups"}) {
    sql << absl::StrCat("DELETE FROM ", table);
  }
  sql << "UPDATE offsets SET counted = 0";
}

void SetTerms(soci::session& sql, const Terms& terms) {
  const bool zone_is_new = rollups::SetChainZone(sql, terms.time_zone);
  if (zone_is_new || terms.anew) ForgetNumbers(sql);
}

}  // namespace fudai::projection
