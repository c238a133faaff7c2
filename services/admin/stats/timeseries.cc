#include "services/admin/stats/timeseries.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/ids/ids.h"
#include "services/admin/rollups/days.h"
#include "services/admin/rollups/minutes.h"
#include "services/admin/stats/stats_store.h"
#include "services/admin/stats/time_buckets.h"
#include "services/admin/time_range/time_range.h"

namespace fudai::stats {
namespace {

using admin::v1::QuerySparklinesRequest;
using admin::v1::QuerySparklinesResponse;
using admin::v1::QueryTimeseriesRequest;
using admin::v1::QueryTimeseriesResponse;
using google::protobuf::util::TimeUtil;
using Points = google::protobuf::RepeatedPtrField<admin::v1::TimeseriesPoint>;

constexpr absl::Duration kMoment = absl::Milliseconds(1);
constexpr int kMaxCampaigns = 100;
constexpr int kMaxMetrics = 10;
// Of all series of an answer: some 2 MB, half of what clients of gRPC take unless they are told otherwise.
constexpr size_t kMaxPoints = 100'000;

// What the series of one campaign have in common: which buckets are asked for.
struct SeriesQuery {
  absl::TimeZone zone;
  // Just after the newest event, or the campaign's end if that is earlier.
  absl::Time usual_end;
  // The first moment that is kept at the granularity.
  absl::Time kept_from;
  admin::v1::Granularity granularity{};
  time_range::TimeRange range;
};

absl::Status CheckMetric(absl::string_view field, int metric) {
  if (metric != admin::v1::METRIC_UNSPECIFIED && admin::v1::Metric_IsValid(metric)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, " is ", metric, "; it should be one of Metric, such as METRIC_OPENINGS"));
}

template <typename Request>
absl::Status CheckBuckets(const Request& request) {
  if (request.granularity() == admin::v1::GRANULARITY_UNSPECIFIED ||
      !admin::v1::Granularity_IsValid(request.granularity())) {
    return absl::InvalidArgumentError(
        absl::StrCat("granularity is ", static_cast<int>(request.granularity()),
                     "; it should be GRANULARITY_HOUR, GRANULARITY_DAY or GRANULARITY_MINUTE"));
  }
  return time_range::CheckRange("", time_range::RangeOf(request));
}

absl::Status CheckCount(absl::string_view field, int count, int most) {
  if (count >= 1 && count <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, " has ", count, " entries; it should have 1 to ", most));
}

// Just after the newest event.
absl::Time ReadEnd(soci::session& sql) { return ReadNewestEventTime(sql).value_or(absl::InfinitePast()) + kMoment; }

// What the series of one campaign have in common. `end`: ReadEnd; `stored`: null for the chain.
template <typename Request>
SeriesQuery QueryOf(const campaigns::StoredCampaign* stored, absl::TimeZone chain_zone, const Request& request,
                    absl::Time end) {
  SeriesQuery query{.zone = chain_zone,
                    .usual_end = end,
                    .kept_from = request.granularity() == admin::v1::GRANULARITY_MINUTE
                                     ? absl::FromUnixMillis(rollups::FirstKeptMinute(absl::ToUnixMillis(end - kMoment)))
                                     : absl::InfinitePast(),
                    .granularity = request.granularity(),
                    .range = time_range::RangeOf(request)};
  if (stored == nullptr) return query;
  absl::LoadTimeZone(stored->campaign.spec().time_zone(), &query.zone);
  query.usual_end = std::min(query.usual_end, time_range::ToTime(stored->campaign.spec().end_time()));
  return query;
}

// The queries of several campaigns, by their ids. NOT_FOUND names the first that does not exist.
template <typename Request>
absl::StatusOr<std::map<std::string, SeriesQuery>> QueriesOf(soci::session& sql,
                                                             absl::Span<const std::string> campaign_ids,
                                                             const Request& request) {
  ASSIGN_OR_RETURN(const auto stored, campaigns::FindCampaigns(sql, campaign_ids));
  const absl::TimeZone chain_zone = rollups::ReadChainZone(sql);
  const absl::Time end = ReadEnd(sql);
  std::map<std::string, SeriesQuery> queries;
  for (const std::string& campaign_id : campaign_ids) {
    const auto found = stored.find(campaign_id);
    if (!campaign_id.empty() && found == stored.end()) return campaigns::NoCampaign(campaign_id);
    queries[campaign_id] = QueryOf(campaign_id.empty() ? nullptr : &found->second, chain_zone, request, end);
  }
  return queries;
}

// The range where none is asked for: from the first that the series counts to the newest event, but not beyond the
// campaign's end unless the series still counts something then. `counted`: null if it counts nothing yet.
BucketQuery UsualRange(const SeriesQuery& query, const Extent* counted) {
  const Extent extent = counted == nullptr ? Extent{absl::InfiniteFuture(), absl::InfinitePast()} : *counted;
  return {.granularity = query.granularity,
          .zone = query.zone,
          .start = std::max(extent.first, query.kept_from),
          .end = std::max(extent.last + kMoment, query.usual_end)};
}

bool IsWhole(const time_range::TimeRange& range) { return range.start != nullptr && range.end != nullptr; }

// The buckets of the range that is asked for, with what is absent filled in.
absl::StatusOr<std::vector<absl::Time>> CutRange(const SeriesQuery& query, const Extent* counted) {
  BucketQuery buckets{.granularity = query.granularity, .zone = query.zone};
  if (!IsWhole(query.range)) buckets = UsualRange(query, counted);
  if (query.range.end != nullptr) buckets.end = time_range::ToTime(*query.range.end);
  if (query.range.start == nullptr) return CutLatestBuckets(buckets);
  buckets.start = time_range::ToTime(*query.range.start);
  if (buckets.start < query.kept_from) {
    return absl::InvalidArgumentError(
        absl::StrCat("start_time is ", absl::FormatTime(buckets.start, query.zone), "; minutes are kept from ",
                     absl::FormatTime(query.kept_from, query.zone),
                     " on, 50 hours before the newest event: it should not be earlier, or",
                     " granularity should be GRANULARITY_HOUR"));
  }
  return CutBuckets(buckets);
}

using MomentsOfSeries = std::map<Series, std::vector<absl::Time>>;

// Where the buckets of each metric of each campaign begin and end.
absl::StatusOr<MomentsOfSeries> CutAll(soci::session& sql, const std::map<std::string, SeriesQuery>& queries,
                                       absl::Span<const int> metrics) {
  std::set<Series> all, usual;
  for (const auto& [campaign_id, query] : queries) {
    for (const int metric : metrics) {
      all.insert({campaign_id, static_cast<admin::v1::Metric>(metric)});
      if (!IsWhole(query.range)) usual.insert({campaign_id, static_cast<admin::v1::Metric>(metric)});
    }
  }
  const std::map<Series, Extent> extents = ReadExtents(sql, usual);
  MomentsOfSeries moments;
  for (const Series& series : all) {
    const auto counted = extents.find(series);
    ASSIGN_OR_RETURN(moments[series],
                     CutRange(queries.at(series.campaign_id), counted == extents.end() ? nullptr : &counted->second));
  }
  return moments;
}

Points PointsOf(const std::vector<absl::Time>& moments, const std::vector<int64_t>& values) {
  Points points;
  for (size_t i = 0; i < values.size(); ++i) {
    admin::v1::TimeseriesPoint* point = points.Add();
    *point->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(moments[i]));
    point->set_value(values[i]);
  }
  return points;
}

absl::Status CheckPoints(const QuerySparklinesRequest& request, const MomentsOfSeries& moments) {
  size_t points = 0;
  for (const std::string& campaign_id : request.campaign_ids()) {
    for (const int metric : request.metrics()) {
      const size_t bounds = moments.at({campaign_id, static_cast<admin::v1::Metric>(metric)}).size();
      points += bounds == 0 ? 0 : bounds - 1;
    }
  }
  if (points <= kMaxPoints) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "the series of ", request.campaign_ids_size(), " campaign_ids and ", request.metrics_size(),
      " metrics have more than ", kMaxPoints,
      " points together; they should have at most so many: ask for fewer campaigns, fewer metrics, a shorter range "
      "or days"));
}

}  // namespace

absl::Status CheckTimeseries(const QueryTimeseriesRequest& request) {
  RETURN_IF_ERROR(ids::CheckId("campaign_id", request.campaign_id()));
  RETURN_IF_ERROR(CheckMetric("metric", request.metric()));
  return CheckBuckets(request);
}

absl::Status CheckSparklines(const QuerySparklinesRequest& request) {
  RETURN_IF_ERROR(CheckCount("campaign_ids", request.campaign_ids_size(), kMaxCampaigns));
  for (int i = 0; i < request.campaign_ids_size(); ++i)
    RETURN_IF_ERROR(ids::CheckId(absl::StrCat("campaign_ids[", i, "]"), request.campaign_ids(i)));
  RETURN_IF_ERROR(CheckCount("metrics", request.metrics_size(), kMaxMetrics));
  for (int i = 0; i < request.metrics_size(); ++i)
    RETURN_IF_ERROR(CheckMetric(absl::StrCat("metrics[", i, "]"), request.metrics(i)));
  return CheckBuckets(request);
}

absl::StatusOr<QueryTimeseriesResponse> ReadTimeseries(soci::session& sql, const QueryTimeseriesRequest& request) {
  const Series series{request.campaign_id(), request.metric()};
  ASSIGN_OR_RETURN(const auto queries, QueriesOf(sql, {series.campaign_id}, request));
  ASSIGN_OR_RETURN(const MomentsOfSeries moments, CutAll(sql, queries, {request.metric()}));
  QueryTimeseriesResponse response;
  *response.mutable_points() = PointsOf(moments.at(series), ReadSeries(sql, request.granularity(), moments).at(series));
  response.set_time_zone(queries.at(series.campaign_id).zone.name());
  return response;
}

absl::StatusOr<QuerySparklinesResponse> ReadSparklines(soci::session& sql, const QuerySparklinesRequest& request) {
  const std::vector<std::string> ids(request.campaign_ids().begin(), request.campaign_ids().end());
  ASSIGN_OR_RETURN(const auto queries, QueriesOf(sql, ids, request));
  ASSIGN_OR_RETURN(const MomentsOfSeries moments, CutAll(sql, queries, request.metrics()));
  RETURN_IF_ERROR(CheckPoints(request, moments));
  const auto values = ReadSeries(sql, request.granularity(), moments);
  const auto totals = ReadTotals(sql, {ids.begin(), ids.end()});
  QuerySparklinesResponse response;
  for (const std::string& campaign_id : ids) {
    admin::v1::CampaignSparklines* campaign = response.add_campaigns();
    campaign->set_campaign_id(campaign_id);
    *campaign->mutable_summary() = totals.at(campaign_id);
    campaign->set_time_zone(queries.at(campaign_id).zone.name());
    for (const int metric : request.metrics()) {
      const Series series{campaign_id, static_cast<admin::v1::Metric>(metric)};
      admin::v1::MetricSeries* line = campaign->add_series();
      line->set_metric(series.metric);
      *line->mutable_points() = PointsOf(moments.at(series), values.at(series));
    }
  }
  return response;
}

}  // namespace fudai::stats
