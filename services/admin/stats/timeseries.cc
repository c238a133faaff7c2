#include "services/admin/stats/timeseries.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
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

// What series have in common: whose they are and which buckets are asked for.
struct SeriesQuery {
  std::string campaign_id;
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

// NOT_FOUND if there is no such campaign. `end`: ReadEnd.
template <typename Request>
absl::StatusOr<SeriesQuery> QueryOf(soci::session& sql, const std::string& campaign_id, const Request& request,
                                    absl::Time end) {
  SeriesQuery query{.campaign_id = campaign_id,
                    .zone = absl::UTCTimeZone(),
                    .usual_end = end,
                    .kept_from = request.granularity() == admin::v1::GRANULARITY_MINUTE
                                     ? absl::FromUnixMillis(rollups::FirstKeptMinute(absl::ToUnixMillis(end - kMoment)))
                                     : absl::InfinitePast(),
                    .granularity = request.granularity(),
                    .range = time_range::RangeOf(request)};
  if (campaign_id.empty()) {
    query.zone = rollups::ReadChainZone(sql);
    return query;
  }
  ASSIGN_OR_RETURN(const campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, campaign_id));
  absl::LoadTimeZone(stored.campaign.spec().time_zone(), &query.zone);
  query.usual_end = std::min(query.usual_end, time_range::ToTime(stored.campaign.spec().end_time()));
  return query;
}

// The range where none is asked for: from the first that the series counts to the newest event, but not beyond the
// campaign's end unless the series still counts something then.
BucketQuery UsualRange(soci::session& sql, const SeriesQuery& query, admin::v1::Metric metric) {
  const Extent counted =
      ReadExtent(sql, {query.campaign_id, metric}).value_or(Extent{absl::InfiniteFuture(), absl::InfinitePast()});
  return {.granularity = query.granularity,
          .zone = query.zone,
          .start = std::max(counted.first, query.kept_from),
          .end = std::max(counted.last + kMoment, query.usual_end)};
}

// The buckets of the range that is asked for, with what is absent filled in.
absl::StatusOr<std::vector<absl::Time>> CutRange(soci::session& sql, const SeriesQuery& query,
                                                 admin::v1::Metric metric) {
  BucketQuery buckets{.granularity = query.granularity, .zone = query.zone};
  if (query.range.start == nullptr || query.range.end == nullptr) buckets = UsualRange(sql, query, metric);
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

absl::StatusOr<Points> ReadPoints(soci::session& sql, const SeriesQuery& query, admin::v1::Metric metric) {
  ASSIGN_OR_RETURN(const std::vector<absl::Time> moments, CutRange(sql, query, metric));
  const std::vector<int64_t> values = ReadSeries(sql, {query.campaign_id, metric, query.granularity}, moments);
  Points points;
  for (size_t i = 0; i < values.size(); ++i) {
    admin::v1::TimeseriesPoint* point = points.Add();
    *point->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(absl::ToUnixMillis(moments[i]));
    point->set_value(values[i]);
  }
  return points;
}

// Reads one campaign's, and takes its points off those that the answer may still hold.
absl::Status ReadCampaign(soci::session& sql, const QuerySparklinesRequest& request, absl::Time end,
                          size_t* points_left, admin::v1::CampaignSparklines* campaign) {
  ASSIGN_OR_RETURN(const SeriesQuery query, QueryOf(sql, campaign->campaign_id(), request, end));
  *campaign->mutable_summary() = ReadTotals(sql, campaign->campaign_id());
  campaign->set_time_zone(query.zone.name());
  for (const int metric : request.metrics()) {
    admin::v1::MetricSeries* series = campaign->add_series();
    series->set_metric(static_cast<admin::v1::Metric>(metric));
    ASSIGN_OR_RETURN(*series->mutable_points(), ReadPoints(sql, query, series->metric()));
    const size_t points = series->points_size();
    if (points > *points_left) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the series of ", request.campaign_ids_size(), " campaign_ids and ", request.metrics_size(),
          " metrics have more than ", kMaxPoints,
          " points together; they should have at most so many: ask for fewer campaigns, fewer metrics, a shorter range "
          "or days"));
    }
    *points_left -= points;
  }
  return absl::OkStatus();
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
  ASSIGN_OR_RETURN(const SeriesQuery query, QueryOf(sql, request.campaign_id(), request, ReadEnd(sql)));
  QueryTimeseriesResponse response;
  ASSIGN_OR_RETURN(*response.mutable_points(), ReadPoints(sql, query, request.metric()));
  response.set_time_zone(query.zone.name());
  return response;
}

absl::StatusOr<QuerySparklinesResponse> ReadSparklines(soci::session& sql, const QuerySparklinesRequest& request) {
  QuerySparklinesResponse response;
  size_t points_left = kMaxPoints;
  const absl::Time end = ReadEnd(sql);
  for (const std::string& campaign_id : request.campaign_ids()) {
    admin::v1::CampaignSparklines* campaign = response.add_campaigns();
    campaign->set_campaign_id(campaign_id);
    RETURN_IF_ERROR(ReadCampaign(sql, request, end, &points_left, campaign));
  }
  return response;
}

}  // namespace fudai::stats
