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

using SeriesSums = decltype(Deltas::quarters);

void AddSeries(soci::session& sql, const std::string& table, const SeriesSums& sums) {
  std::vector<std::tuple<std::string, long long, long long, long long>> rows;
  for (const auto& [key, units] : sums) rows.emplace_back(std::tuple_cat(key, std::tuple(units)));
  RunWithRows(
      sql,
      absl::StrCat("INSERT INTO ", table, " {rows} ON CONFLICT (campaign_id, metric, start_ms) DO UPDATE SET value = ",
                   AddCappedSql(table + ".value", "excluded.value")),
      rows);
}

// Days of every time zone are made of quarters.
SeriesSums ByDay(const SeriesSums& quarters, rollups::Days* days) {
  SeriesSums sums;
  for (const auto& [key, units] : quarters) {
    const auto& [campaign_id, metric, start_ms] = key;
    int64_t& sum = sums[{campaign_id, metric, days->StartOf(campaign_id, start_ms)}];
    sum = database::AddCapped(sum, units);
  }
  return sums;
}

// What a campaign gives is bounded by its rules: no sum comes near the cap.
void AddTemplateQuarters(soci::session& sql, const Deltas& deltas) {
  std::vector<std::tuple<std::string, std::string, long long, long long>> rows;
  for (const auto& [key, fen] : deltas.template_quarters) rows.emplace_back(std::tuple_cat(key, std::tuple(fen)));
  RunWithRows(sql,
              "INSERT INTO template_quarters {rows} ON CONFLICT (campaign_id, template_id, start_ms)"
              " DO UPDATE SET liability_fen = template_quarters.liability_fen + excluded.liability_fen",
              rows);
}

}  // namespace

void SaveDeltas(soci::session& sql, const Deltas& deltas, rollups::Days* days) {
  AddTotals(sql, deltas);
  AddTemplates(sql, deltas);
  AddSeries(sql, "quarters", deltas.quarters);
  AddSeries(sql, "series_days", ByDay(deltas.quarters, days));
  AddTemplateQuarters(sql, deltas);
}

}  // namespace fudai::projection
