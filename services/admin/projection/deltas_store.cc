#include "services/admin/projection/deltas_store.h"

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

using database::AddCappedSql;
using database::RunWithRows;

void AddTotals(soci::session& sql, const Deltas& deltas) {
  std::vector<std::tuple<std::string, long long, long long>> rows;
  for (const auto& [key, units] : deltas.totals) {
    if (units != 0) rows.emplace_back(key.first, key.second, units);
  }
  RunWithRows(sql,
              absl::StrCat("INSERT INTO totals {rows} ON CONFLICT (campaign_id, counter) DO UPDATE SET value = ",
                           AddCappedSql("totals.value", "excluded.value")),
              rows);
}

// Coupons are counted one by one: their sums need no check.
void AddTemplates(soci::session& sql, const Deltas& deltas) {
  std::vector<std::tuple<std::string, std::string, long long>> rows;
  for (const auto& [key, units] : deltas.coupons_by_template) rows.emplace_back(key.first, key.second, units);
  RunWithRows(sql,
              "INSERT INTO coupons_by_template {rows} ON CONFLICT (campaign_id, template_id)"
              " DO UPDATE SET value = coupons_by_template.value + excluded.value",
              rows);
}

void AddQuarters(soci::session& sql, const Deltas& deltas) {
  std::vector<std::tuple<std::string, long long, long long, long long>> rows;
  for (const auto& [key, units] : deltas.quarters) rows.push_back(std::tuple_cat(key, std::tuple(units)));
  RunWithRows(sql,
              absl::StrCat("INSERT INTO quarters {rows} ON CONFLICT (campaign_id, metric, start_ms)"
                           " DO UPDATE SET value = ",
                           AddCappedSql("quarters.value", "excluded.value")),
              rows);
}

// What a campaign gives is bounded by its rules: no sum comes near the cap.
void AddTemplateQuarters(soci::session& sql, const Deltas& deltas) {
  std::vector<std::tuple<std::string, std::string, long long, long long>> rows;
  for (const auto& [key, fen] : deltas.template_quarters) rows.push_back(std::tuple_cat(key, std::tuple(fen)));
  RunWithRows(sql,
              "INSERT INTO template_quarters {rows} ON CONFLICT (campaign_id, template_id, start_ms)"
              " DO UPDATE SET liability_fen = template_quarters.liability_fen + excluded.liability_fen",
              rows);
}

}  // namespace

void SaveDeltas(soci::session& sql, const Deltas& deltas) {
  AddTotals(sql, deltas);
  AddTemplates(sql, deltas);
  AddQuarters(sql, deltas);
  AddTemplateQuarters(sql, deltas);
}

}  // namespace fudai::projection
