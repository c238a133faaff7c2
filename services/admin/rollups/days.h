#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::rollups {

// Days of campaigns: each is cut in its campaign's time zone, which never changes once a campaign has been published,
// and the chain's (campaign '') in the chain's. A campaign that the database does not know has the chain's days.
//
// For one transaction, whose session it reads the campaigns in: once each, when they are first asked for.
class Days {
 public:
  explicit Days(soci::session& sql) : sql_(sql) {}

  // When the day that holds a moment begins; both are milliseconds since the epoch.
  int64_t StartOf(const std::string& campaign_id, int64_t ms);

  // When the month that holds a moment begins.
  int64_t StartOfMonth(const std::string& campaign_id, int64_t ms);

  // When the week that holds a moment begins: a Monday.
  int64_t StartOfWeek(const std::string& campaign_id, int64_t ms);

  // How many weeks after the week of one moment the week of another is.
  int64_t WeeksBetween(const std::string& campaign_id, int64_t from_ms, int64_t to_ms);

  absl::TimeZone ZoneOf(const std::string& campaign_id);

  // The campaign's newest spec, of which numbers may depend on those fields alone that stay once a campaign has been
  // published; an empty one if the database does not know the campaign.
  const campaign::v1::CampaignSpec& SpecOf(const std::string& campaign_id);

  // The first campaign that could not be read, or OK; what was asked about it was cut as the chain's days.
  const absl::Status& status() const { return status_; }

 private:
  // A spec, its zone, and the day that was last asked for.
  struct Calendar {
    campaign::v1::CampaignSpec spec;
    absl::TimeZone zone;
    int64_t start_ms = 0;
    int64_t end_ms = 0;
    // The month of that day.
    int64_t month_ms = 0;
  };

  // With the day that holds the moment.
  const Calendar& CalendarAt(const std::string& campaign_id, int64_t ms);
  Calendar& CalendarOf(const std::string& campaign_id);
  absl::CivilDay MondayOf(const std::string& campaign_id, int64_t ms);
  Calendar ReadCalendar(const std::string& campaign_id);

  soci::session& sql_;
  absl::node_hash_map<std::string, Calendar> calendars_;
  absl::Status status_;
};

// The chain's time zone until another is set: Asia/Shanghai.
absl::TimeZone UsualChainZone();

// The chain's time zone. Within the caller's snapshot.
absl::TimeZone ReadChainZone(soci::session& sql);

// Sets it, within the caller's transaction. Returns whether it was another: then what was counted by the chain's days
// has to be counted anew.
bool SetChainZone(soci::session& sql, absl::TimeZone zone);

}  // namespace fudai::rollups
