#include "services/admin/stats/rollup_store.h"

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "services/admin/database/capped_sum.h"

namespace fudai::stats {
namespace {

constexpr absl::string_view kDays = "campaign_id = :campaign AND start_ms >= :start AND start_ms < :end";

// One rollup's sums by a column, which is read into `key`; `add` takes each.
template <typename Key, typename Add>
void SumBy(soci::session& sql, const DayRange& days, rollups::Rollup rollup, absl::string_view column, Add add) {
  const int metric = static_cast<int>(rollup);
  const long long start_ms = days.start_ms, end_ms = days.end_ms;
  Key key{};
  long long sum = 0;
  soci::statement select =
      (sql.prepare << absl::StrCat("SELECT ", column, ", CAST(SUM(value) AS BIGINT) FROM rollups WHERE ", kDays,
                                   " AND metric = :metric GROUP BY ", column),
       soci::use(days.campaign_id), soci::use(start_ms), soci::use(end_ms), soci::use(metric), soci::into(key),
       soci::into(sum));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    if (sum != 0) add(key, sum);
  }
}

std::string Numbers(const std::vector<rollups::Rollup>& wanted) {
  const auto number = [](std::string* out, rollups::Rollup rollup) { absl::StrAppend(out, static_cast<int>(rollup)); };
  return absl::StrJoin(wanted, ", ", number);
}

// Some rollups' sums by a column. The database only reads: the sums of its own have no cap.
template <typename Key>
auto SumEachBy(soci::session& sql, const DayRange& days, const std::vector<rollups::Rollup>& wanted,
               absl::string_view column) {
  const long long start_ms = days.start_ms, end_ms = days.end_ms;
  int metric = 0;
  Key key{};
  long long value = 0;
  std::map<Key, Sums> sums;
  soci::statement select = (sql.prepare << absl::StrCat("SELECT metric, ", column, ", value FROM rollups WHERE ", kDays,
                                                        " AND metric IN (", Numbers(wanted), ")"),
                            soci::use(days.campaign_id), soci::use(start_ms), soci::use(end_ms), soci::into(metric),
                            soci::into(key), soci::into(value));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    int64_t& sum = sums[key][static_cast<rollups::Rollup>(metric)];
    sum = database::AddCapped(sum, value);
  }
  return sums;
}

}  // namespace

Sums SumEach(soci::session& sql, const DayRange& days, const std::vector<rollups::Rollup>& wanted) {
  const long long start_ms = days.start_ms, end_ms = days.end_ms;
  int metric = 0;
  long long sum = 0;
  Sums sums;
  soci::statement select =
      (sql.prepare << absl::StrCat("SELECT metric, CAST(SUM(value) AS BIGINT) FROM rollups WHERE ", kDays,
                                   " AND metric IN (", Numbers(wanted), ") GROUP BY metric"),
       soci::use(days.campaign_id), soci::use(start_ms), soci::use(end_ms), soci::into(metric), soci::into(sum));
  for (bool more = select.execute(true); more; more = select.fetch()) sums[static_cast<rollups::Rollup>(metric)] = sum;
  return sums;
}

std::map<int64_t, Sums> SumEachByDay(soci::session& sql, const DayRange& days,
                                     const std::vector<rollups::Rollup>& wanted) {
  const auto sums = SumEachBy<long long>(sql, days, wanted, "start_ms");
  return {sums.begin(), sums.end()};
}

std::map<std::string, Sums> SumEachByDimension(soci::session& sql, const DayRange& days,
                                               const std::vector<rollups::Rollup>& wanted) {
  return SumEachBy<std::string>(sql, days, wanted, "dimension");
}

std::map<int, int64_t> SumByDimension(soci::session& sql, const DayRange& days, rollups::Rollup rollup) {
  std::map<int, int64_t> sums;
  SumBy<std::string>(sql, days, rollup, "dimension", [&sums](const std::string& dimension, int64_t sum) {
    int number = 0;
    if (absl::SimpleAtoi(dimension, &number)) sums[number] = sum;
  });
  return sums;
}

std::map<int64_t, int64_t> SumByDay(soci::session& sql, const DayRange& days, rollups::Rollup rollup) {
  std::map<int64_t, int64_t> sums;
  SumBy<long long>(sql, days, rollup, "start_ms", [&sums](int64_t start_ms, int64_t sum) { sums[start_ms] = sum; });
  return sums;
}

void ReadEach(soci::session& sql, const DayRange& days, rollups::Rollup rollup,
              const std::function<void(const DayAndDimension&, int64_t)>& take) {
  const int metric = static_cast<int>(rollup);
  const long long from_ms = days.start_ms, end_ms = days.end_ms;
  long long start_ms = 0, value = 0;
  std::string dimension;
  soci::statement select = (sql.prepare << absl::StrCat("SELECT start_ms, dimension, value FROM rollups WHERE ", kDays,
                                                        " AND metric = :metric ORDER BY start_ms, dimension"),
                            soci::use(days.campaign_id), soci::use(from_ms), soci::use(end_ms), soci::use(metric),
                            soci::into(start_ms), soci::into(dimension), soci::into(value));
  for (bool more = select.execute(true); more; more = select.fetch()) take({start_ms, dimension}, value);
}

}  // namespace fudai::stats
