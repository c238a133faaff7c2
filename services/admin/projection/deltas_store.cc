#include "services/admin/projection/deltas_store.h"

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"
#include "services/admin/rollups/minutes.h"

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

using SeriesSums = decltype(Deltas::minutes);

void AddSeries(soci::session& sql, const std::string& table, const SeriesSums& sums) {
  std::vector<std::tuple<std::string, long long, long long, long long>> rows;
  for (const auto& [key, units] : sums) rows.emplace_back(std::tuple_cat(key, std::tuple(units)));
  RunWithRows(
      sql,
      absl::StrCat("INSERT INTO ", table, " {rows} ON CONFLICT (campaign_id, metric, start_ms) DO UPDATE SET value = ",
                   AddCappedSql(table + ".value", "excluded.value")),
      rows);
}

// Sums of longer stretches: `start_of` tells in which a campaign's moment lies.
template <typename StartOf>
SeriesSums Gather(const SeriesSums& series, StartOf start_of) {
  SeriesSums sums;
  for (const auto& [key, units] : series) {
    const auto& [campaign_id, metric, start_ms] = key;
    int64_t& sum = sums[{campaign_id, metric, start_of(campaign_id, start_ms)}];
    sum = database::AddCapped(sum, units);
  }
  return sums;
}

// Which minutes stay depends on the newest event alone: so they are the same however the ledger was counted.
void KeepMinutes(soci::session& sql, SeriesSums minutes) {
  long long newest_ms = 0;
  soci::indicator indicator = soci::i_null;
  sql << "SELECT MAX(occurred_at_ms) FROM ledger", soci::into(newest_ms, indicator);
  const long long first_ms = rollups::FirstKeptMinute(newest_ms);
  absl::erase_if(minutes, [first_ms](const auto& minute) { return std::get<2>(minute.first) < first_ms; });
  AddSeries(sql, "series_minutes", minutes);
  sql << "DELETE FROM series_minutes WHERE start_ms < :first", soci::use(first_ms);
}

void AddAllSeries(soci::session& sql, const SeriesSums& minutes, rollups::Days* days) {
  const SeriesSums quarters =
      Gather(minutes, [](const std::string& /*campaign_id*/, int64_t ms) { return ms - ms % kQuarterMs; });
  AddSeries(sql, "quarters", quarters);
  AddSeries(sql, "series_days", Gather(quarters, [days](const std::string& campaign_id, int64_t ms) {
              return days->StartOf(campaign_id, ms);
            }));
  KeepMinutes(sql, minutes);
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
  AddAllSeries(sql, deltas.minutes, days);
  AddTemplateQuarters(sql, deltas);
}

}  // namespace fudai::projection
