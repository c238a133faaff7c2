#include "services/admin/projection/fold.h"

#include <cstdint>
#include <string>
#include <tuple>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/projection/deltas.h"

namespace fudai::projection {
namespace {

// Prepared statements bind variables, not values: each of these functions fills its variables row by row.

absl::Status MoveOffsets(soci::session& sql, const Batch& batch) {
  long long before = 0, after = 0;
  int partition = 0;
  soci::statement move =
      (sql.prepare << "UPDATE offsets SET folded = :after WHERE partition = :partition AND folded = :before",
       soci::use(after), soci::use(partition), soci::use(before));
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

// Finds the campaigns of refunds. A refund and its order lie in one partition, but either may come first; it counts
// with the later one.
class Refunds {
 public:
  explicit Refunds(soci::session& sql)
      : find_order_(
            (sql.prepare
                 << "SELECT campaign_id FROM ledger WHERE order_id = :order AND partition = :partition AND kind = 2"
                    " AND number < :number",
             soci::use(order_id_), soci::use(partition_), soci::use(number_), soci::into(found_))),
        find_refunds_(
            (sql.prepare << "SELECT payload FROM ledger WHERE order_id = :order AND partition = :partition AND kind = 3"
                            " AND number < :number ORDER BY number",
             soci::use(order_id_), soci::use(partition_), soci::use(number_), soci::into(found_))) {}

  void Count(const LedgerRow& row, Deltas* deltas) {
    order_id_ = row.order_id;
    partition_ = row.partition;
    number_ = row.number;
    if (row.kind == EventKind::kRefundReported && find_order_.execute(true)) {
      CountRefund(row.event.refund_reported(), found_, deltas);
    }
    if (row.kind == EventKind::kOrderReported) CountEarlier(row.campaign_id, deltas);
  }

 private:
  void CountEarlier(const std::string& campaign_id, Deltas* deltas) {
    for (bool more = find_refunds_.execute(true); more; more = find_refunds_.fetch()) {
      std::string payload;
      event::v1::Event event;
      if (absl::Base64Unescape(found_, &payload) && event.ParseFromString(payload)) {
        CountRefund(event.refund_reported(), campaign_id, deltas);
      }
    }
  }

  std::string order_id_;
  int partition_ = 0;
  long long number_ = 0;
  std::string found_;
  soci::statement find_order_;
  soci::statement find_refunds_;
};

// Counts the openers whom the database did not know yet.
void AddOpeners(soci::session& sql, Deltas* deltas) {
  std::string campaign_id, user_id;
  soci::statement insert = (sql.prepare << "INSERT INTO openers VALUES (:campaign, :user) ON CONFLICT DO NOTHING",
                            soci::use(campaign_id), soci::use(user_id));
  for (const auto& [campaign, user] : deltas->openers) {
    campaign_id = campaign;
    user_id = user;
    insert.execute(true);
    deltas->totals[{campaign, admin::v1::CampaignSummary::kDistinctOpenersFieldNumber}] += insert.get_affected_rows();
  }
}

void AddTotals(soci::session& sql, const Deltas& deltas) {
  std::string campaign_id;
  int counter = 0;
  long long value = 0;
  soci::statement add = (sql.prepare << "INSERT INTO totals VALUES (:campaign, :counter, :value)"
                                        " ON CONFLICT (campaign_id, counter) DO UPDATE SET value = "
                                     << database::AddCappedSql("totals.value", "excluded.value"),
                         soci::use(campaign_id), soci::use(counter), soci::use(value));
  for (const auto& [key, units] : deltas.totals) {
    if (units == 0) continue;
    campaign_id = key.first;
    counter = key.second;
    value = units;
    add.execute(true);
  }
}

// Coupons are counted one by one: their sums need no check.
void AddTemplates(soci::session& sql, const Deltas& deltas) {
  std::string campaign_id, template_id;
  long long value = 0;
  soci::statement add =
      (sql.prepare << "INSERT INTO coupons_by_template VALUES (:campaign, :template, :value) ON CONFLICT"
                      " (campaign_id, template_id) DO UPDATE SET value = coupons_by_template.value + excluded.value",
       soci::use(campaign_id), soci::use(template_id), soci::use(value));
  for (const auto& [key, units] : deltas.coupons_by_template) {
    campaign_id = key.first;
    template_id = key.second;
    value = units;
    add.execute(true);
  }
}

void AddQuarters(soci::session& sql, const Deltas& deltas) {
  std::string campaign_id;
  int metric = 0;
  long long start_ms = 0, value = 0;
  soci::statement add = (sql.prepare << "INSERT INTO quarters VALUES (:campaign, :metric, :start, :value)"
                                        " ON CONFLICT (campaign_id, metric, start_ms) DO UPDATE SET value = "
                                     << database::AddCappedSql("quarters.value", "excluded.value"),
                         soci::use(campaign_id), soci::use(metric), soci::use(start_ms), soci::use(value));
  for (const auto& [key, units] : deltas.quarters) {
    if (units == 0) continue;
    std::tie(campaign_id, metric, start_ms) = key;
    value = units;
    add.execute(true);
  }
}

// What a campaign gives is bounded by its rules: no sum comes near the cap.
void AddTemplateQuarters(soci::session& sql, const Deltas& deltas) {
  std::string campaign_id, template_id;
  long long start_ms = 0, fen = 0;
  soci::statement add =
      (sql.prepare << "INSERT INTO template_quarters VALUES (:campaign, :template, :start, :fen)"
                      " ON CONFLICT (campaign_id, template_id, start_ms)"
                      " DO UPDATE SET liability_fen = template_quarters.liability_fen + excluded.liability_fen",
       soci::use(campaign_id), soci::use(template_id), soci::use(start_ms), soci::use(fen));
  for (const auto& [key, units] : deltas.template_quarters) {
    std::tie(campaign_id, template_id, start_ms) = key;
    fen = units;
    add.execute(true);
  }
}

}  // namespace

absl::Status Fold(soci::session& sql, const Batch& batch) {
  RETURN_IF_ERROR(MoveOffsets(sql, batch));
  WriteLedger(sql, batch.rows);
  Deltas deltas;
  Refunds refunds(sql);
  for (const LedgerRow& row : batch.rows) {
    Count(row.event, &deltas);
    refunds.Count(row, &deltas);
  }
  AddOpeners(sql, &deltas);
  AddTotals(sql, deltas);
  AddTemplates(sql, deltas);
  AddQuarters(sql, deltas);
  AddTemplateQuarters(sql, deltas);
  return absl::OkStatus();
}

}  // namespace fudai::projection
