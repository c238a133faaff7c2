#include "services/admin/projection/deltas_store.h"

#include <string>
#include <tuple>

#include "services/admin/database/capped_sum.h"

namespace fudai::projection {
namespace {

// Prepared statements bind variables, not values: each of these functions fills its variables row by row.

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

void SaveDeltas(soci::session& sql, const Deltas& deltas) {
  AddTotals(sql, deltas);
  AddTemplates(sql, deltas);
  AddQuarters(sql, deltas);
  AddTemplateQuarters(sql, deltas);
}

}  // namespace fudai::projection
