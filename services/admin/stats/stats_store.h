// The projected numbers, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/offsets.h"

namespace fudai::stats {

// A campaign's totals; the chain's for an empty id. NOT_FOUND if there is no such campaign.
absl::StatusOr<admin::v1::CampaignSummary> ReadSummary(soci::session& sql, const std::string& campaign_id);

// The same of several campaigns that are known to be there, by their ids.
std::map<std::string, admin::v1::CampaignSummary> ReadTotals(soci::session& sql,
                                                             const std::set<std::string>& campaign_ids);

// How far the numbers are, for a store that holds events up to `newest`.
absl::StatusOr<admin::v1::Freshness> ReadFreshness(soci::session& sql, const database::Offsets& newest);

// The moment of the newest counted event, if there is one.
std::optional<absl::Time> ReadNewestEventTime(soci::session& sql);

// What a time series counts.
struct Series {
  std::string campaign_id;
  admin::v1::Metric metric{};

  bool operator<(const Series& other) const {
    return std::tie(campaign_id, metric) < std::tie(other.campaign_id, other.metric);
  }
};

// The moments of the first and of the last that a series counts, to the quarter of an hour that holds each.
struct Extent {
  absl::Time first;
  absl::Time last;
};

// By series; without those that count nothing yet.
std::map<Series, Extent> ReadExtents(soci::session& sql, const std::set<Series>& series);

// The sums of series between consecutive moments, which begin buckets of the granularity in the campaign's time zone:
// one fewer than its moments, for each series. Minutes are those of the last days (rollups/minutes.h).
std::map<Series, std::vector<int64_t>> ReadSeries(soci::session& sql, admin::v1::Granularity granularity,
                                                  const std::map<Series, std::vector<absl::Time>>& moments);

}  // namespace fudai::stats
