#include "services/admin/projection/openers.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

// A row of the table `openers`.
using Key = std::tuple<std::string, std::string>;
using Row = std::tuple<std::string, std::string, long long>;

// When the openers of a batch whom the database knows opened first, as far as it knows.
std::map<Key, int64_t> ReadKnown(soci::session& sql, const Deltas& deltas) {
  std::vector<Key> keys;
  for (const auto& [opener, first_ms] : deltas.openers) keys.emplace_back(opener);
  std::map<Key, int64_t> known;
  for (const auto& [campaign_id, user_id, first_ms] : database::SelectByRows<Row>(
           sql, "SELECT campaign_id, user_id, first_ms FROM openers WHERE (campaign_id, user_id) IN ({rows})", keys))
    known[{campaign_id, user_id}] = first_ms;
  return known;
}

}  // namespace

void CountOpeners(soci::session& sql, Deltas* deltas, RollupCounts* counts) {
  using rollups::Rollup;
  const std::map<Key, int64_t> known = ReadKnown(sql, *deltas);
  std::vector<Row> rows;
  for (const auto& [opener, first_ms] : deltas->openers) {
    const std::string& campaign_id = opener.first;
    const auto found = known.find(Key(opener));
    if (found != known.end() && found->second <= first_ms) continue;
    if (found == known.end()) {
      ++deltas->totals[{campaign_id, admin::v1::CampaignSummary::kDistinctOpenersFieldNumber}];
    } else {
      counts->AddTo(campaign_id, {Rollup::kOpeners, found->second, "", -1});
    }
    counts->AddTo(campaign_id, {Rollup::kOpeners, first_ms});
    rows.emplace_back(campaign_id, opener.second, first_ms);
  }
  database::RunWithRows(sql,
                        "INSERT INTO openers {rows} ON CONFLICT (campaign_id, user_id)"
                        " DO UPDATE SET first_ms = excluded.first_ms",
                        rows);
}

}  // namespace fudai::projection
