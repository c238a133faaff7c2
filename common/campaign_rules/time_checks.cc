// When the coupons of a template can be used: hours, moments and waiting; and whether they ever can.
#include <algorithm>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/campaign_rules/coupon_validity.h"
#include "common/campaign_rules/findings.h"
#include "common/campaign_rules/subject.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;
using campaign::v1::CouponConditions;
using campaign::v1::WeeklyHours;

constexpr int kMaxHours = 21;
constexpr int kMinutesPerDay = 24 * 60;
constexpr int kMaxWaitingDays = 30;
constexpr int kDaysPerWeek = 7;
constexpr absl::Duration kDay = absl::Hours(24);

void CheckDays(const Subject& s, const std::string& field, const WeeklyHours& hours) {
  if (hours.days().empty()) {
    s.findings->Error(field, kNoDays);
  }
  absl::flat_hash_set<int> seen;
  for (int i = 0; i < hours.days_size(); ++i) {
    const std::string element = absl::StrCat(field, "[", i, "]");
    if (hours.days(i) < 1 || hours.days(i) > kDaysPerWeek)
      s.findings->Error(element, kDayOutOfRange, {{"value", hours.days(i)}});
    if (!seen.insert(hours.days(i)).second) {
      s.findings->Error(element, kDayAgain, {{"value", hours.days(i)}});
    }
  }
}

// Whether it is one of the day's minutes, which begin with `first`.
void CheckMinute(const Subject& s, const std::string& field, int minute, int first) {
  const int last = first + kMinutesPerDay - 1;
  if (minute >= first && minute <= last) return;
  s.findings->Error(field, kMinuteOutOfRange, {{"value", minute}, {"min", first}, {"max", last}});
}

void CheckHours(const Subject& s) {
  const auto& all = s.terms.conditions().hours();
  s.findings->CheckSize(s.Path("conditions.hours"), all.size(), kMaxHours);
  for (int i = 0; i < all.size(); ++i) {
    const std::string field = s.Path(absl::StrCat("conditions.hours[", i, "]"));
    CheckDays(s, absl::StrCat(field, ".days"), all[i]);
    CheckMinute(s, absl::StrCat(field, ".start_minute"), all[i].start_minute(), 0);
    CheckMinute(s, absl::StrCat(field, ".end_minute"), all[i].end_minute(), 1);
    if (all[i].end_minute() > all[i].start_minute()) continue;
    s.findings->Error(absl::StrCat(field, ".end_minute"), kEndMinuteBeforeStart,
                      {{"value", all[i].end_minute()}, {"start", all[i].start_minute()}});
  }
}

// The moments that bound when coupons can be used; false where they are wrong by themselves.
bool CheckMoments(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  const bool begins =
      !conditions.has_not_before() || s.findings->CheckMoment(s.Path("conditions.not_before"), conditions.not_before());
  const bool ends =
      !conditions.has_not_after() || s.findings->CheckMoment(s.Path("conditions.not_after"), conditions.not_after());
  if (!begins || !ends || !conditions.has_not_before() || !conditions.has_not_after()) return begins && ends;
  if (ToTime(conditions.not_after()) > ToTime(conditions.not_before())) return true;
  s.findings->Error(
      s.Path("conditions.not_after"), kNotAfterBeforeNotBefore,
      {{"value_time", ToTime(conditions.not_after())}, {"not_before_time", ToTime(conditions.not_before())}});
  return false;
}

// First moment of use of a coupon that is given at `given`, but for not_before; waiting ends at a midnight of the zone.
absl::Time FirstUse(const Subject& s, absl::Time given) {
  absl::TimeZone zone;
  const int days = s.terms.conditions().waiting_days();
  if (days == 0 || !absl::LoadTimeZone(s.spec.time_zone(), &zone)) return given;
  return absl::FromCivil(absl::ToCivilDay(given, zone) + days, zone);
}

// Coupons are given from the campaign's start to its end: those given first must have begun before not_after, and those
// given last must last beyond not_before.
void CheckSpan(const Subject& s) {
  const CouponConditions& conditions = s.terms.conditions();
  const absl::Time first = FirstUse(s, ToTime(s.spec.start_time()));
  const absl::Time last = FirstUse(s, ToTime(s.spec.end_time()));
  const absl::Duration days = s.terms.valid_days() * kDay;
  const absl::Time not_after = ToTime(conditions.not_after());
  const absl::Time not_before = ToTime(conditions.not_before());
  if (conditions.has_not_after() && not_after <= first) {
    s.findings->Error(s.Path("conditions.not_after"), kNotAfterBeforeAll,
                      {{"value_time", not_after}, {"first_time", first}});
  } else if (conditions.has_not_after() && not_after <= last) {
    s.findings->Warning(s.Path("conditions.not_after"), kNotAfterBeforeLast,
                        {{"value_time", not_after}, {"last_time", last}});
  }
  if (conditions.has_not_before() && not_before >= last + days) {
    s.findings->Error(s.Path("conditions.not_before"), kNotBeforeAfterAll,
                      {{"value_time", not_before}, {"last_time", last + days}});
  } else if (conditions.has_not_before() && not_before >= first + days) {
    s.findings->Warning(s.Path("conditions.not_before"), kNotBeforeAfterFirst,
                        {{"value_time", not_before}, {"first_time", first + days}});
  }
}

// From when until when a coupon can be used; empty where `to` is not after `from`.
struct Span {
  absl::Time from;
  absl::Time to;
};

// A stretch of one day's hours, as moments.
Span OnDay(const WeeklyHours& hours, absl::CivilDay day, absl::TimeZone zone) {
  const absl::CivilMinute midnight(day);
  return {absl::FromCivil(midnight + hours.start_minute(), zone), absl::FromCivil(midnight + hours.end_minute(), zone)};
}

bool IsOn(const WeeklyHours& hours, absl::CivilDay day) {
  const int iso_day = static_cast<int>(absl::GetWeekday(day)) + 1;
  return std::find(hours.days().begin(), hours.days().end(), iso_day) != hours.days().end();
}

// True if the span holds a moment of the template's hours. Hours repeat every week, so eight days tell.
bool HoldsHours(const Subject& s, const Span& span, absl::TimeZone zone) {
  absl::CivilDay day = absl::ToCivilDay(span.from, zone);
  for (int i = 0; i <= kDaysPerWeek; ++i, ++day) {
    for (const WeeklyHours& hours : s.terms.conditions().hours()) {
      const Span open = OnDay(hours, day, zone);
      if (IsOn(hours, day) && open.from < span.to && open.to > span.from) return true;
    }
  }
  return false;
}

// When a coupon that is given at `given` can be used, but for its hours.
Span SpanOf(const Subject& s, absl::Time given, absl::TimeZone zone) {
  const Validity validity = ValidityOf(s.terms, given, zone);
  return {validity.from, validity.until};
}

// A moment of giving, in the campaign's first week, after which no hours come before the coupon expires: such a moment
// is a day's first one, or one at which hours end. Nothing if there is none.
std::optional<absl::Time> GivenInVain(const Subject& s, absl::TimeZone zone) {
  const absl::Time start = ToTime(s.spec.start_time());
  std::vector<absl::Time> moments = {start};
  absl::CivilDay day = absl::ToCivilDay(start, zone);
  for (int i = 0; i <= kDaysPerWeek; ++i, ++day) {
    moments.push_back(absl::FromCivil(day, zone));
    for (const WeeklyHours& hours : s.terms.conditions().hours()) {
      if (IsOn(hours, day)) moments.push_back(OnDay(hours, day, zone).to);
    }
  }
  for (const absl::Time given : moments) {
    if (given < start || given >= ToTime(s.spec.end_time())) continue;
    const Span span = SpanOf(s, given, zone);
    if (span.from < span.to && !HoldsHours(s, span, zone)) return given;
  }
  return std::nullopt;
}

void CheckHoursOfUse(const Subject& s) {
  absl::TimeZone zone;
  if (s.terms.conditions().hours().empty() || !absl::LoadTimeZone(s.spec.time_zone(), &zone)) return;
  const Span all{SpanOf(s, ToTime(s.spec.start_time()), zone).from, SpanOf(s, ToTime(s.spec.end_time()), zone).to};
  if (all.from >= all.to) return;
  const std::string field = s.Path("conditions.hours");
  if (!HoldsHours(s, all, zone)) {
    s.findings->Error(field, kHoursNeverCome, {{"from_time", all.from}, {"to_time", all.to}});
  } else if (const std::optional<absl::Time> given = GivenInVain(s, zone)) {
    s.findings->Warning(field, kHoursTooSeldom, {{"given_time", *given}});
  }
}

bool AreSound(const WeeklyHours& hours) {
  return std::all_of(hours.days().begin(), hours.days().end(),
                     [](int day) { return day >= 1 && day <= kDaysPerWeek; }) &&
         !hours.days().empty() && hours.start_minute() >= 0 && hours.end_minute() > hours.start_minute() &&
         hours.end_minute() <= kMinutesPerDay;
}

bool HoursAreSound(const Subject& s) {
  const auto& all = s.terms.conditions().hours();
  return all.size() <= kMaxHours && std::all_of(all.begin(), all.end(), AreSound);
}

}  // namespace

void CheckTimeOfUse(const CampaignSpec& spec, int index, Findings* findings) {
  const Subject subject{spec, spec.templates(index), index, findings};
  CheckHours(subject);
  findings->CheckRange(subject.Path("conditions.waiting_days"), subject.terms.conditions().waiting_days(), 0,
                       kMaxWaitingDays);
  const bool sound = CheckMoments(subject) && spec.has_start_time() && spec.has_end_time();
  if (!sound) return;
  CheckSpan(subject);
  if (HoursAreSound(subject) && spec.start_time().seconds() < spec.end_time().seconds()) CheckHoursOfUse(subject);
}

}  // namespace fudai::campaign_rules
