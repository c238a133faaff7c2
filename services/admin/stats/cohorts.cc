#include "services/admin/stats/cohorts.h"

#include <google/protobuf/util/time_util.h>

#include <array>
#include <string>
#include <tuple>

#include "services/admin/rollups/cohort_marks.h"
#include "services/admin/stats/rollup_store.h"
#include "services/admin/stats/stats_store.h"

namespace fudai::stats {
namespace {

using admin::v1::Cohort;
using admin::v1::QueryCohortsResponse;
using google::protobuf::util::TimeUtil;
using rollups::CohortMark;
using rollups::Origin;

// Customers by mark.
using Marks = std::array<int64_t, rollups::kMarks>;
// (when the week begins in ms, how they came) → marks.
using Cohorts = std::map<std::pair<int64_t, Origin>, Marks>;

Cohorts SumCohorts(soci::session& sql, const DayRange& days) {
  Cohorts cohorts;
  const auto add = [&cohorts](const DayAndDimension& place, int64_t sum) {
    const CohortMark mark = rollups::ParseCohortDimension(place.dimension);
    cohorts[{place.start_ms, mark.origin}].at(mark.mark) = sum;
  };
  ReadEach(sql, days, rollups::Rollup::kCohorts, add);
  return cohorts;
}

// What was over at the moment of the newest event.
class Calendar {
 public:
  Calendar(soci::session& sql, const DayRange& days)
      : newest_(ReadNewestEventTime(sql).value_or(absl::InfinitePast())) {
    absl::LoadTimeZone(days.time_zone, &zone_);
  }

  // Whether the week so many after the one that begins then is over, and the days after that one's end.
  bool IsOver(int64_t week_ms, int weeks_after, int days_after = 0) const {
    constexpr int64_t kDaysOfWeek = 7;
    const absl::CivilDay monday = absl::ToCivilDay(absl::FromUnixMillis(week_ms), zone_);
    const absl::Time end = absl::FromCivil(monday + kDaysOfWeek * (weeks_after + 1), zone_);
    return end + days_after * absl::Milliseconds(rollups::kReturnDayMs) <= newest_;
  }

 private:
  absl::TimeZone zone_;
  absl::Time newest_;
};

void AddReturns(const Calendar& calendar, int64_t week_ms, const Marks& marks, Cohort* cohort) {
  const std::array setters = {&Cohort::set_within_1_day, &Cohort::set_within_7_days, &Cohort::set_within_30_days};
  static_assert(setters.size() == rollups::kReturnDays.size());
  for (size_t i = 0; i < setters.size(); ++i) {
    if (calendar.IsOver(week_ms, 0, rollups::kReturnDays[i]))
      (cohort->*setters[i])(marks[rollups::kFirstReturnMark + i]);
  }
}

}  // namespace

absl::StatusOr<QueryCohortsResponse> ReadCohorts(soci::session& sql, const DayRange& days) {
  const Calendar calendar(sql, days);
  QueryCohortsResponse response;
  for (const auto& [key, marks] : SumCohorts(sql, days)) {
    const auto [week_ms, origin] = key;
    Cohort* cohort = response.add_cohorts();
    *cohort->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(week_ms);
    cohort->set_origin(origin == Origin::kReferred ? admin::v1::COHORT_ORIGIN_REFERRED
                                                   : admin::v1::COHORT_ORIGIN_ORGANIC);
    cohort->set_customers(marks[rollups::kIsOfCohort]);
    AddReturns(calendar, week_ms, marks, cohort);
    for (int week = 1; week <= rollups::kWeeks && calendar.IsOver(week_ms, week); ++week)
      cohort->add_weeks(marks[week]);
  }
  return response;
}

}  // namespace fudai::stats
