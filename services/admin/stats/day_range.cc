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

// When the month begins that holds a moment, or another so many months later.
int64_t MonthStart(const DayRange& days, int64_t ms, int later = 0) {
  absl::TimeZone zone;
  absl::LoadTimeZone(days.time_zone, &zone);
  const absl::CivilMonth month(absl::ToCivilSecond(absl::FromUnixMillis(ms), zone));
  return absl::ToUnixMillis(absl::FromCivil(month + later, zone));
}

// The first month that begins no earlier than the days, and the last that begins no later than they end.
int64_t FirstMonth(const DayRange& days) {
  if (days.start_ms == INT64_MIN) return INT64_MIN;
  const int64_t start_ms = MonthStart(days, days.start_ms);
  return start_ms == days.start_ms ? start_ms : MonthStart(days, days.start_ms, 1);
}
int64_t LastMonth(const DayRange& days) { return days.end_ms == INT64_MAX ? INT64_MAX : MonthStart(days, days.end_ms); }

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

std::vector<SpanRange> CutMonths(const DayRange& days) {
  using rollups::Span;
  const int64_t first_ms = FirstMonth(days), last_ms = LastMonth(days);
  std::vector<SpanRange> spans;
  const auto add = [&spans](const SpanRange& range) {
    if (range.start_ms < range.end_ms) spans.push_back(range);
  };
  if (first_ms >= last_ms) {
    add({Span::kDay, days.start_ms, days.end_ms});
    return spans;
  }
  add({Span::kDay, days.start_ms, first_ms});
  add({Span::kMonth, first_ms, last_ms});
  add({Span::kDay, last_ms, days.end_ms});
  return spans;
}

}  // namespace fudai::stats
