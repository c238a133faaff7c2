#include "services/admin/stats/day_range.h"

#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/rollups/days.h"

namespace fudai::stats {
namespace {

// The first whole millisecond that is not before a moment: days begin at whole ones.
int64_t CeilMs(absl::Time moment) {
  const int64_t floor = absl::ToUnixMillis(moment);
  return absl::FromUnixMillis(floor) < moment ? floor + 1 : floor;
}

}  // namespace

absl::StatusOr<DayRange> ReadDays(soci::session& sql, const std::string& campaign_id,
                                  const time_range::TimeRange& range) {
  if (!campaign_id.empty()) RETURN_IF_ERROR(campaigns::FindCampaign(sql, campaign_id));
  rollups::Days days(sql);
  DayRange result{.campaign_id = campaign_id, .time_zone = days.ZoneOf(campaign_id).name()};
  if (range.start != nullptr)
    result.start_ms = days.StartOf(campaign_id, absl::ToUnixMillis(time_range::ToTime(*range.start)));
  if (range.end != nullptr) result.end_ms = CeilMs(time_range::ToTime(*range.end));
  RETURN_IF_ERROR(days.status());
  return result;
}

}  // namespace fudai::stats
