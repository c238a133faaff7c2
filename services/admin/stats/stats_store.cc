#include "services/admin/stats/stats_store.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/database/capped_sum.h"

namespace fudai::stats {
namespace {

// MIN or MAX of the moments at which a series counts something. One at a time, each a single look into the index.
std::optional<absl::Time> ReadBound(soci::session& sql, const Series& series, absl::string_view bound) {
  const int metric = series.metric;
  long long start_ms = 0;
  soci::indicator indicator = soci::i_null;
  sql << absl::StrCat("SELECT ", bound, "(start_ms) FROM quarters WHERE campaign_id = :campaign AND metric = :metric"),
      soci::use(series.campaign_id), soci::use(metric), soci::into(start_ms, indicator);
  if (indicator == soci::i_null) return std::nullopt;
  return absl::FromUnixMillis(start_ms);
}

const char* TableOf(admin::v1::Granularity granularity) {
  if (granularity == admin::v1::GRANULARITY_MINUTE) return "series_minutes";
  return granularity == admin::v1::GRANULARITY_DAY ? "series_days" : "quarters";
}

}  // namespace

using admin::v1::CampaignSummary;
using google::protobuf::util::TimeUtil;

absl::StatusOr<CampaignSummary> ReadSummary(soci::session& sql, const std::string& campaign_id) {
  if (!campaign_id.empty()) RETURN_IF_ERROR(campaigns::FindCampaign(sql, campaign_id));
  return ReadTotals(sql, campaign_id);
}

CampaignSummary ReadTotals(soci::session& sql, const std::string& campaign_id) {
  CampaignSummary summary;
  summary.set_campaign_id(campaign_id);

  int counter = 0;
  long long value = 0;
  soci::statement totals = (sql.prepare << "SELECT counter, value FROM totals WHERE campaign_id = :campaign",
                            soci::use(campaign_id), soci::into(counter), soci::into(value));
  for (bool more = totals.execute(true); more; more = totals.fetch()) {
    CampaignSummary::GetReflection()->SetInt64(&summary, CampaignSummary::descriptor()->FindFieldByNumber(counter),
                                               value);
  }

  std::string template_id;
  soci::statement coupons =
      (sql.prepare << "SELECT template_id, value FROM coupons_by_template WHERE campaign_id = :campaign",
       soci::use(campaign_id), soci::into(template_id), soci::into(value));
  for (bool more = coupons.execute(true); more; more = coupons.fetch())
    (*summary.mutable_coupons_by_template())[template_id] = value;
  return summary;
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

std::optional<Extent> ReadExtent(soci::session& sql, const Series& series) {
  const std::optional<absl::Time> first = ReadBound(sql, series, "MIN");
  if (!first) return std::nullopt;
  return Extent{*first, ReadBound(sql, series, "MAX").value_or(*first)};
}

std::vector<int64_t> ReadSeries(soci::session& sql, const Series& series, const std::vector<absl::Time>& moments) {
  if (moments.empty()) return {};
  std::vector<int64_t> sums(moments.size() - 1);
  const int metric = series.metric;
  const long long first = absl::ToUnixMillis(moments.front()), last = absl::ToUnixMillis(moments.back());
  long long start_ms = 0, value = 0;
  soci::statement values =
      (sql.prepare << "SELECT start_ms, value FROM " << TableOf(series.granularity)
                   << " WHERE campaign_id = :campaign AND metric = :metric AND start_ms >= :first AND start_ms < :last",
       soci::use(series.campaign_id), soci::use(metric), soci::use(first), soci::use(last), soci::into(start_ms),
       soci::into(value));
  for (bool more = values.execute(true); more; more = values.fetch()) {
    const auto after = std::upper_bound(moments.begin(), moments.end(), absl::FromUnixMillis(start_ms));
    int64_t& sum = sums[after - moments.begin() - 1];
    sum = database::AddCapped(sum, value);
  }
  return sums;
}

}  // namespace fudai::stats
