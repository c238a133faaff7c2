#include "services/admin/stats/time_buckets.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace fudai::stats {
namespace {

constexpr size_t kMaxBuckets = 10'000;

absl::Time StartOfHour(absl::Time time, absl::TimeZone zone) {
  const absl::TimeZone::CivilInfo civil = zone.At(time);
  return time - civil.subsecond - absl::Minutes(civil.cs.minute()) - absl::Seconds(civil.cs.second());
}

absl::Time StartOfDay(absl::Time time, absl::TimeZone zone) {
  return absl::FromCivil(absl::ToCivilDay(time, zone), zone);
}

// Clocks of every zone change by whole minutes.
absl::Time StartOfMinute(absl::Time time) { return absl::FromUnixSeconds(absl::ToUnixSeconds(time) / 60 * 60); }

absl::Time StartOf(const BucketQuery& query, absl::Time time) {
  if (query.granularity == admin::v1::GRANULARITY_MINUTE) return StartOfMinute(time);
  return query.granularity == admin::v1::GRANULARITY_DAY ? StartOfDay(time, query.zone) : StartOfHour(time, query.zone);
}

// About: clocks that change make some buckets longer or shorter.
absl::Duration Length(admin::v1::Granularity granularity) {
  if (granularity == admin::v1::GRANULARITY_MINUTE) return absl::Minutes(1);
  return granularity == admin::v1::GRANULARITY_DAY ? absl::Hours(24) : absl::Hours(1);
}

absl::Time NextStart(const BucketQuery& query, absl::Time start) {
  if (query.granularity == admin::v1::GRANULARITY_MINUTE) return start + absl::Minutes(1);
  if (query.granularity == admin::v1::GRANULARITY_DAY)
    return absl::FromCivil(absl::ToCivilDay(start, query.zone) + 1, query.zone);
  // Where clocks change by half an hour, an hour that began on the old time is cut short by the new one, but never to
  // nothing.
  const absl::Time next = StartOfHour(start + absl::Hours(1), query.zone);
  return next > start ? next : start + absl::Hours(1);
}

// The buckets of the range, at most `limit` of them: where there are more, the last moment lies before the range's end.
std::vector<absl::Time> Cut(const BucketQuery& query, size_t limit) {
  std::vector<absl::Time> moments;
  if (query.end <= query.start) return moments;
  moments.push_back(StartOf(query, query.start));
  while (moments.back() < query.end && moments.size() <= limit) moments.push_back(NextStart(query, moments.back()));
  return moments;
}

}  // namespace

absl::StatusOr<std::vector<absl::Time>> CutBuckets(const BucketQuery& query) {
  std::vector<absl::Time> moments = Cut(query, kMaxBuckets);
  if (moments.empty() || moments.back() >= query.end) return moments;
  return absl::InvalidArgumentError(absl::StrCat("the range from ", absl::FormatTime(query.start, query.zone), " to ",
                                                 absl::FormatTime(query.end, query.zone), " has more than ",
                                                 kMaxBuckets, " buckets; it should be shorter, or the buckets longer"));
}

std::vector<absl::Time> CutLatestBuckets(BucketQuery query) {
  if (query.end <= query.start) return {};
  // Cut from a little earlier than is needed.
  query.start = std::max(query.start, query.end - Length(query.granularity) * (kMaxBuckets + 1));
  std::vector<absl::Time> moments = Cut(query, 2 * kMaxBuckets);
  if (moments.size() > kMaxBuckets + 1) moments.erase(moments.begin(), moments.end() - (kMaxBuckets + 1));
  return moments;
}

}  // namespace fudai::stats
