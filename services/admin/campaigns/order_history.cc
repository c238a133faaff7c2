#include "services/admin/campaigns/order_history.h"

#include <algorithm>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "fudai/admin/v1/stats.pb.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/time_range/quarters.h"

namespace fudai::campaigns {
namespace {

using admin::v1::OrderHistory;
using campaign::v1::OrderTrigger;

constexpr int kDays = 28;
constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;
constexpr int kSampledEvents = 100'000;
constexpr int64_t kMaxOrdersPerDay = 10'000'000;

// The chain as a whole, in the place of a campaign's id.
const std::string kChain;  // NOLINT(runtime/string): soci binds a std::string.

bool Triggers(const OrderTrigger& trigger, const event::v1::OrderReported& order) {
  const auto& shops = trigger.shop_ids();
  return !order.user_id().empty() && order.amount_fen() >= trigger.min_amount_fen() &&
         (shops.empty() || std::find(shops.begin(), shops.end(), order.shop_id()) != shops.end());
}

void CountOrders(soci::session& sql, long long from_ms, long long to_ms, OrderHistory* history) {
  const int metric = admin::v1::METRIC_ORDERS;
  long long orders = 0;
  sql << "SELECT COALESCE(SUM(value), 0) FROM quarters WHERE campaign_id = :chain AND metric = :metric"
         " AND start_ms >= :from AND start_ms < :to",
      soci::use(kChain), soci::use(metric), soci::use(from_ms), soci::use(to_ms), soci::into(orders);
  history->set_orders(orders);
}

// Days from the quarter of the first order ever, at most 28.
int CountDays(soci::session& sql, long long to_ms) {
  const int metric = admin::v1::METRIC_ORDERS;
  long long first_ms = 0;
  soci::indicator indicator = soci::i_null;
  sql << "SELECT MIN(start_ms) FROM quarters WHERE campaign_id = :chain AND metric = :metric", soci::use(kChain),
      soci::use(metric), soci::into(first_ms, indicator);
  if (indicator == soci::i_null) return kDays;
  const int64_t counted_ms = to_ms - first_ms - time_range::kQuarterMs;
  return static_cast<int>(std::clamp<int64_t>((counted_ms + kDayMs - 1) / kDayMs, 1, kDays));
}

void SampleOrders(soci::session& sql, const OrderTrigger& trigger, long long from_ms, long long to_ms,
                  OrderHistory* history) {
  const int kind = event::v1::Event::kOrderReported;
  const int most = kSampledEvents;
  std::string text, payload;
  soci::statement orders = (sql.prepare << "SELECT payload FROM (SELECT kind, payload FROM ledger"
                                           " WHERE occurred_at_ms >= :from AND occurred_at_ms < :to"
                                           " ORDER BY occurred_at_ms DESC LIMIT :most) AS newest WHERE kind = :kind",
                            soci::use(from_ms), soci::use(to_ms), soci::use(most), soci::use(kind), soci::into(text));
  for (bool more = orders.execute(true); more; more = orders.fetch()) {
    event::v1::Event event;
    if (!absl::Base64Unescape(text, &payload) || !event.ParseFromString(payload)) continue;
    history->set_sampled_orders(history->sampled_orders() + 1);
    history->set_matching_orders(history->matching_orders() + Triggers(trigger, event.order_reported()));
  }
}

}  // namespace

OrderHistory ReadOrderHistory(soci::session& sql, const OrderTrigger& trigger, absl::Time now) {
  const long long to_ms = absl::ToUnixMillis(now);
  OrderHistory history;
  history.set_days(CountDays(sql, to_ms));
  CountOrders(sql, to_ms - kDays * kDayMs, to_ms, &history);
  SampleOrders(sql, trigger, to_ms - kDays * kDayMs, to_ms, &history);
  return history;
}

absl::StatusOr<int64_t> OrdersPerDay(const OrderHistory& history) {
  if (history.orders() <= 0 || history.matching_orders() == 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("none of the ledger's ", history.orders(), " orders of the last ", kDays,
                     " days would earn a bag; orders_per_day should say how many a day will"));
  }
  const absl::int128 share = absl::int128{history.days()} * history.sampled_orders();
  const absl::int128 orders = (absl::int128{history.orders()} * history.matching_orders() + share - 1) / share;
  return static_cast<int64_t>(std::min<absl::int128>(orders, kMaxOrdersPerDay));
}

}  // namespace fudai::campaigns
