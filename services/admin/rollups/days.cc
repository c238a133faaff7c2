#include "services/admin/rollups/days.h"

#include "services/admin/campaigns/campaign_store.h"

namespace fudai::rollups {
namespace {

constexpr char kUsualZone[] = "Asia/Shanghai";

}  // namespace

absl::TimeZone UsualChainZone() {
  absl::TimeZone zone;
  absl::LoadTimeZone(kUsualZone, &zone);
  return zone;
}

absl::TimeZone ReadChainZone(soci::session& sql) {
  std::string name;
  sql << "SELECT value FROM facts WHERE name = 'chain_time_zone'", soci::into(name);
  absl::TimeZone zone = UsualChainZone();
  if (sql.got_data()) absl::LoadTimeZone(name, &zone);
  return zone;
}

bool SetChainZone(soci::session& sql, absl::TimeZone zone) {
  if (ReadChainZone(sql) == zone) return false;
  const std::string name = zone.name();
  sql << "INSERT INTO facts VALUES ('chain_time_zone', :name) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      soci::use(name);
  return true;
}

int64_t Days::StartOf(const std::string& campaign_id, int64_t ms) { return CalendarAt(campaign_id, ms).start_ms; }

int64_t Days::StartOfMonth(const std::string& campaign_id, int64_t ms) { return CalendarAt(campaign_id, ms).month_ms; }

const Days::Calendar& Days::CalendarAt(const std::string& campaign_id, int64_t ms) {
  Calendar& calendar = CalendarOf(campaign_id);
  if (ms < calendar.start_ms || ms >= calendar.end_ms) {
    const absl::CivilDay day = absl::ToCivilDay(absl::FromUnixMillis(ms), calendar.zone);
    calendar.start_ms = absl::ToUnixMillis(absl::FromCivil(day, calendar.zone));
    calendar.end_ms = absl::ToUnixMillis(absl::FromCivil(day + 1, calendar.zone));
    calendar.month_ms = absl::ToUnixMillis(absl::FromCivil(absl::CivilMonth(day), calendar.zone));
  }
  return calendar;
}

absl::CivilDay Days::MondayOf(const std::string& campaign_id, int64_t ms) {
  const absl::CivilDay day = absl::ToCivilDay(absl::FromUnixMillis(ms), ZoneOf(campaign_id));
  return absl::PrevWeekday(day + 1, absl::Weekday::monday);
}

int64_t Days::StartOfWeek(const std::string& campaign_id, int64_t ms) {
  return absl::ToUnixMillis(absl::FromCivil(MondayOf(campaign_id, ms), ZoneOf(campaign_id)));
}

int64_t Days::WeeksBetween(const std::string& campaign_id, int64_t from_ms, int64_t to_ms) {
  constexpr int64_t kDaysOfWeek = 7;
  return (MondayOf(campaign_id, to_ms) - MondayOf(campaign_id, from_ms)) / kDaysOfWeek;
}

absl::TimeZone Days::ZoneOf(const std::string& campaign_id) { return CalendarOf(campaign_id).zone; }

const campaign::v1::CampaignSpec& Days::SpecOf(const std::string& campaign_id) { return CalendarOf(campaign_id).spec; }

Days::Calendar& Days::CalendarOf(const std::string& campaign_id) {
  const auto found = calendars_.find(campaign_id);
  if (found != calendars_.end()) return found->second;
  return calendars_.emplace(campaign_id, ReadCalendar(campaign_id)).first->second;
}

Days::Calendar Days::ReadCalendar(const std::string& campaign_id) {
  Calendar calendar{.spec = {}, .zone = ReadChainZone(sql_)};
  if (campaign_id.empty()) return calendar;
  const absl::StatusOr<campaigns::StoredCampaign> stored = campaigns::FindCampaign(sql_, campaign_id);
  if (stored.ok()) {
    calendar.spec = stored->campaign.spec();
    absl::LoadTimeZone(calendar.spec.time_zone(), &calendar.zone);
  }
  if (!stored.ok() && !absl::IsNotFound(stored.status())) status_.Update(stored.status());
  return calendar;
}

}  // namespace fudai::rollups
