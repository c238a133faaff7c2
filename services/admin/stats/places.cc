#include "services/admin/stats/places.h"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/rollups/rollup.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryShopsResponse;
using admin::v1::QueryWeekHoursResponse;
using admin::v1::ShopStats;
using rollups::Rollup;

constexpr int kDays = 7;
constexpr int kHours = 24;

// The columns of the table `shop_spans`, and what they are in an answer.
struct Column {
  const char* name;
  int64_t (ShopStats::*get)() const;
  void (ShopStats::*set)(int64_t);
};
constexpr std::array kColumns = {
    Column{"orders", &ShopStats::orders, &ShopStats::set_orders},
    Column{"paid_fen", &ShopStats::paid_fen, &ShopStats::set_paid_fen},
    Column{"refunds", &ShopStats::refunds, &ShopStats::set_refunds},
    Column{"refunded_fen", &ShopStats::refunded_fen, &ShopStats::set_refunded_fen},
    Column{"first_orders", &ShopStats::first_orders, &ShopStats::set_first_orders},
    Column{"bags", &ShopStats::bags_issued, &ShopStats::set_bags_issued},
    Column{"coupons_redeemed", &ShopStats::coupons_redeemed, &ShopStats::set_coupons_redeemed},
    Column{"discount_fen", &ShopStats::discount_fen, &ShopStats::set_discount_fen},
};

// Sums by halves, which cannot overflow: a row may hold the cap of sums already.
constexpr int64_t kHalf = int64_t{1} << 32;

std::string ShopsSql() {
  const auto sum = [](std::string* out, const Column& column) {
    absl::StrAppend(out, "CAST(SUM(", column.name, " / ", kHalf, ") AS BIGINT), CAST(SUM(", column.name, " % ", kHalf,
                    ") AS BIGINT)");
  };
  return absl::StrCat("SELECT shop_id, ", absl::StrJoin(kColumns, ", ", sum),
                      " FROM shop_spans WHERE campaign_id = :campaign AND span = :span AND start_ms >= :start"
                      " AND start_ms < :end GROUP BY shop_id");
}

// Adds each shop's sums over days or months.
void AddShops(soci::session& sql, const std::string& campaign_id, const SpanRange& range,
              std::map<std::string, ShopStats>* shops) {
  const int span = static_cast<int>(range.span);
  const long long start_ms = range.start_ms, end_ms = range.end_ms;
  std::string shop_id;
  std::array<std::array<long long, 2>, kColumns.size()> sums{};
  soci::statement select(sql);
  select.exchange(soci::use(campaign_id));
  select.exchange(soci::use(span));
  select.exchange(soci::use(start_ms));
  select.exchange(soci::use(end_ms));
  select.exchange(soci::into(shop_id));
  for (auto& [high, low] : sums) {
    select.exchange(soci::into(high));
    select.exchange(soci::into(low));
  }
  select.alloc();
  select.prepare(ShopsSql());
  select.define_and_bind();
  for (bool more = select.execute(true); more; more = select.fetch()) {
    ShopStats& shop = (*shops)[shop_id];
    for (size_t i = 0; i < kColumns.size(); ++i) {
      const auto [high, low] = sums[i];
      (shop.*kColumns[i].set)(database::AddCapped((shop.*kColumns[i].get)(), database::Capped(high, kHalf, low)));
    }
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
  std::map<std::string, ShopStats> shops;
  for (const SpanRange& range : CutMonths(days)) AddShops(sql, days.campaign_id, range, &shops);
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
