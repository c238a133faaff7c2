#include "services/admin/stats/places.h"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/admin/rollups/rollup.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryShopsResponse;
using admin::v1::QueryWeekHoursResponse;
using admin::v1::ShopStats;
using rollups::Rollup;

constexpr int kDays = 7;
constexpr int kHours = 24;

void SetNumber(Rollup rollup, int64_t value, ShopStats* shop) {
  switch (rollup) {
    case Rollup::kOrdersByShop:
      return shop->set_orders(value);
    case Rollup::kPaidByShop:
      return shop->set_paid_fen(value);
    case Rollup::kRefundsByShop:
      return shop->set_refunds(value);
    case Rollup::kRefundedByShop:
      return shop->set_refunded_fen(value);
    case Rollup::kFirstOrdersByShop:
      return shop->set_first_orders(value);
    case Rollup::kBagsByShop:
      return shop->set_bags_issued(value);
    case Rollup::kCouponsRedeemedByShop:
      return shop->set_coupons_redeemed(value);
    case Rollup::kDiscountByShop:
      return shop->set_discount_fen(value);
    default:
      return;
  }
}

absl::StatusOr<Rollup> RollupOf(admin::v1::WeekMetric metric) {
  switch (metric) {
    case admin::v1::WEEK_METRIC_ORDERS:
      return Rollup::kOrdersByHour;
    case admin::v1::WEEK_METRIC_OPENINGS:
      return Rollup::kOpeningsByHour;
    case admin::v1::WEEK_METRIC_COUPONS_REDEEMED:
      return Rollup::kCouponsRedeemedByHour;
    default:
      return absl::InvalidArgumentError(absl::StrCat("metric is ", static_cast<int>(metric),
                                                     "; it should be one of WeekMetric, such as WEEK_METRIC_ORDERS"));
  }
}

// By day of the week from Monday, and hour.
using Week = std::array<std::array<int64_t, kHours>, kDays>;

Week SumByHours(soci::session& sql, const DayRange& days, Rollup rollup) {
  Week week{};
  absl::TimeZone zone;
  absl::LoadTimeZone(days.time_zone, &zone);
  const int metric = static_cast<int>(rollup);
  const long long start_ms = days.start_ms, end_ms = days.end_ms;
  const soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT start_ms, dimension, value FROM rollups WHERE campaign_id = :campaign"
                      " AND metric = :metric AND start_ms >= :start AND start_ms < :end",
       soci::use(days.campaign_id), soci::use(metric), soci::use(start_ms), soci::use(end_ms));
  for (const soci::row& row : rows) {
    const absl::CivilDay day = absl::ToCivilDay(absl::FromUnixMillis(row.get<long long>(0)), zone);
    week[static_cast<int>(absl::GetWeekday(day))][std::stoi(row.get<std::string>(1))] += row.get<long long>(2);
  }
  return week;
}

}  // namespace

absl::StatusOr<QueryShopsResponse> ReadShops(soci::session& sql, const DayRange& days) {
  const int first = static_cast<int>(Rollup::kOrdersByShop), last = static_cast<int>(Rollup::kDiscountByShop);
  const long long start_ms = days.start_ms, end_ms = days.end_ms;
  std::string shop_id;
  int metric = 0;
  long long sum = 0;
  soci::statement select =
      (sql.prepare << "SELECT dimension, metric, CAST(SUM(value) AS BIGINT) FROM rollups WHERE campaign_id = :campaign"
                      " AND metric BETWEEN :first AND :last AND start_ms >= :start AND start_ms < :end"
                      " GROUP BY dimension, metric",
       soci::use(days.campaign_id), soci::use(first), soci::use(last), soci::use(start_ms), soci::use(end_ms),
       soci::into(shop_id), soci::into(metric), soci::into(sum));
  std::map<std::string, ShopStats> shops;
  for (bool more = select.execute(true); more; more = select.fetch())
    SetNumber(static_cast<Rollup>(metric), sum, &shops[shop_id]);
  QueryShopsResponse response;
  for (auto& [id, shop] : shops) {
    shop.set_shop_id(id);
    *response.add_shops() = std::move(shop);
  }
  return response;
}

absl::StatusOr<QueryWeekHoursResponse> ReadWeekHours(soci::session& sql, const DayRange& days,
                                                     const admin::v1::QueryWeekHoursRequest& request) {
  const absl::StatusOr<Rollup> rollup = RollupOf(request.metric());
  if (!rollup.ok()) return rollup.status();
  const Week week = SumByHours(sql, days, *rollup);
  QueryWeekHoursResponse response;
  for (int i = 0; i < kDays * kHours; ++i) {
    admin::v1::WeekHour* hour = response.add_hours();
    hour->set_day(i / kHours + 1);
    hour->set_hour(i % kHours);
    hour->set_value(week[i / kHours][i % kHours]);
  }
  return response;
}

}  // namespace fudai::stats
