#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/admin/rollups/span.h"
#include "services/admin/time_range/time_range.h"

namespace fudai::stats {

// Whole days of a campaign, or of the chain.
struct DayRange {
  std::string campaign_id;
  // From the day that begins then, to those that begin before `end_ms`; milliseconds since the epoch.
  int64_t start_ms = INT64_MIN;
  int64_t end_ms = INT64_MAX;
  // IANA name of the zone in which the days are cut.
  std::string time_zone;

  // Whether it holds all days that there are.
  bool IsWholeLife() const { return start_ms == INT64_MIN && end_ms == INT64_MAX; }
};

// The days from the one that holds the range's start to the last one that begins before its end. NOT_FOUND if there is
// no such campaign. Within the caller's snapshot.
absl::StatusOr<DayRange> ReadDays(soci::session& sql, const std::string& campaign_id,
                                  const time_range::TimeRange& range);

// Days, or months, that begin from one moment to another.
struct SpanRange {
  rollups::Span span{};
  int64_t start_ms = 0;
  int64_t end_ms = 0;

  bool operator==(const SpanRange&) const = default;
};

// The same days as whole months, with the days before the first and after the last of them.
std::vector<SpanRange> CutMonths(const DayRange& days);

}  // namespace fudai::stats
