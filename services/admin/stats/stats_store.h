// The projected numbers, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/database/offsets.h"

namespace fudai::stats {

// A campaign's totals; the chain's for an empty id. NOT_FOUND if there is no such campaign.
absl::StatusOr<admin::v1::CampaignSummary> ReadSummary(soci::session& sql, const std::string& campaign_id);

// The same of a campaign that is known to be there.
admin::v1::CampaignSummary ReadTotals(soci::session& sql, const std::string& campaign_id);

// How far the numbers are, for a store that holds events up to `newest`.
absl::StatusOr<admin::v1::Freshness> ReadFreshness(soci::session& sql, const database::Offsets& newest);

// The moment of the newest counted event, if there is one.
std::optional<absl::Time> ReadNewestEventTime(soci::session& sql);

// What a time series counts.
struct Series {
  std::string campaign_id;
  admin::v1::Metric metric{};
  // By what it is read: days of the campaign's time zone, stretches of whole quarters of an hour, or minutes of the
  // last days (rollups/minutes.h).
  admin::v1::Granularity granularity{};
};

// The moments of the first and of the last that a series counts, to the quarter of an hour that holds each.
struct Extent {
  absl::Time first;
  absl::Time last;
};

// Nothing for a series that counts nothing yet.
std::optional<Extent> ReadExtent(soci::session& sql, const Series& series);

// The series' sums between consecutive moments, which begin days or hours: one fewer than moments.
std::vector<int64_t> ReadSeries(soci::session& sql, const Series& series, const std::vector<absl::Time>& moments);

}  // namespace fudai::stats
