#include "services/admin/stats/stats_store.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/substitute.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"

namespace fudai::stats {
namespace {

const char* TableOf(admin::v1::Granularity granularity) {
  if (granularity == admin::v1::GRANULARITY_MINUTE) return "series_minutes";
  return granularity == admin::v1::GRANULARITY_DAY ? "series_days" : "quarters";
}

}  // namespace

using admin::v1::CampaignSummary;
using google::protobuf::util::TimeUtil;

absl::StatusOr<CampaignSummary> ReadSummary(soci::session& sql, const std::string& campaign_id) {
  if (!campaign_id.empty()) RETURN_IF_ERROR(campaigns::FindCampaign(sql, campaign_id));
  return std::move(ReadTotals(sql, {campaign_id}).at(campaign_id));
}

std::map<std::string, CampaignSummary> ReadTotals(soci::session& sql, const std::set<std::string>& campaign_ids) {
  std::map<std::string, CampaignSummary> summaries;
  for (const std::string& campaign_id : campaign_ids) summaries[campaign_id].set_campaign_id(campaign_id);
  const std::vector<std::tuple<std::string>> keys(campaign_ids.begin(), campaign_ids.end());
  for (const auto& [campaign_id, counter, value] :
       database::SelectByRows<std::tuple<std::string, long long, long long>>(
           sql, "SELECT campaign_id, counter, value FROM totals WHERE campaign_id IN ({rows})", keys)) {
    const auto* field = CampaignSummary::descriptor()->FindFieldByNumber(static_cast<int>(counter));
    CampaignSummary::GetReflection()->SetInt64(&summaries[campaign_id], field, value);
  }
  for (const auto& [campaign_id, template_id, value] :
       database::SelectByRows<std::tuple<std::string, std::string, long long>>(
           sql, "SELECT campaign_id, template_id, value FROM coupons_by_template WHERE campaign_id IN ({rows})", keys))
    (*summaries[campaign_id].mutable_coupons_by_template())[template_id] = value;
  return summaries;
}

absl::StatusOr<admin::v1::Freshness> ReadFreshness(soci::session& sql, const database::Offsets& newest) {
  ASSIGN_OR_RETURN(const database::Offsets counted, database::ReadCounted(sql));
  int64_t pending = 0;
  for (size_t i = 0; i < counted.size(); ++i) pending += std::max<int64_t>(0, newest[i] - counted[i]);
  admin::v1::Freshness freshness;
  freshness.set_pending_events(pending);
  if (const std::optional<absl::Time> time = ReadNewestEventTime(sql)) {
    *freshness.mutable_newest_event_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(*time));
  }
  return freshness;
}

std::optional<absl::Time> ReadNewestEventTime(soci::session& sql) {
  long long newest_ms = 0;
  soci::indicator indicator = soci::i_null;
  sql << "SELECT MAX(occurred_at_ms) FROM ledger", soci::into(newest_ms, indicator);
  if (indicator == soci::i_null) return std::nullopt;
  return absl::FromUnixMillis(newest_ms);
}

std::map<Series, Extent> ReadExtents(soci::session& sql, const std::set<Series>& series) {
  std::vector<std::tuple<std::string, long long>> keys;
  for (const Series& next : series) keys.emplace_back(next.campaign_id, next.metric);
  // Each bound is a single look into the index.
  constexpr absl::string_view kBound =
      "(SELECT $0(start_ms) FROM quarters WHERE campaign_id = given.column1 AND metric = given.column2)";
  const std::string query =
      absl::StrCat("SELECT column1, column2, COALESCE(", absl::Substitute(kBound, "MIN"), ", -1), COALESCE(",
                   absl::Substitute(kBound, "MAX"), ", -1) FROM ({rows}) AS given");
  std::map<Series, Extent> extents;
  for (const auto& [campaign_id, metric, first_ms, last_ms] :
       database::SelectByRows<std::tuple<std::string, long long, long long, long long>>(sql, query, keys)) {
    if (first_ms < 0) continue;
    extents[{campaign_id, static_cast<admin::v1::Metric>(metric)}] = {absl::FromUnixMillis(first_ms),
                                                                      absl::FromUnixMillis(last_ms)};
  }
  return extents;
}

std::map<Series, std::vector<int64_t>> ReadSeries(soci::session& sql, admin::v1::Granularity granularity,
                                                  const std::map<Series, std::vector<absl::Time>>& moments) {
  std::vector<std::tuple<std::string, long long, long long, long long>> keys;
  std::map<Series, std::vector<int64_t>> sums;
  for (const auto& [series, of_series] : moments) {
    sums[series].resize(of_series.empty() ? 0 : of_series.size() - 1);
    if (of_series.empty()) continue;
    keys.emplace_back(series.campaign_id, series.metric, absl::ToUnixMillis(of_series.front()),
                      absl::ToUnixMillis(of_series.back()));
  }
  const std::string query = absl::StrCat("SELECT campaign_id, metric, start_ms, value FROM ", TableOf(granularity),
                                         " JOIN ({rows}) AS given ON campaign_id = column1 AND metric = column2"
                                         " AND start_ms >= column3 AND start_ms < column4");
  for (const auto& [campaign_id, metric, start_ms, value] :
       database::SelectByRows<std::tuple<std::string, long long, long long, long long>>(sql, query, keys)) {
    const Series series{campaign_id, static_cast<admin::v1::Metric>(metric)};
    const std::vector<absl::Time>& cut = moments.at(series);
    const auto after = std::upper_bound(cut.begin(), cut.end(), absl::FromUnixMillis(start_ms));
    int64_t& sum = sums[series][after - cut.begin() - 1];
    sum = database::AddCapped(sum, value);
  }
  return sums;
}

}  // namespace fudai::stats
