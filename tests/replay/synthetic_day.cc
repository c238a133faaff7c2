#include "tests/replay/synthetic_day.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "tests/replay/input_files.h"

namespace fudai::replay {
namespace {

constexpr double kGuests = 0.05;
constexpr double kRefunds = 0.02;
constexpr double kRepeats = 0.005;
constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kRefundDelayMs = 2 * kHourMs;
constexpr int kOpeningHour = 7;
constexpr std::array<int, 15> kOrdersByHour = {6, 14, 11, 7, 6, 8, 11, 10,
                                               7, 6,  5,  4, 3, 2, 1};  // from kOpeningHour on, relative
constexpr std::array<int64_t, 8> kMenuFen = {990, 1'290, 1'590, 1'790, 1'990, 2'390, 2'690, 3'290};

int64_t TimeOfDayMs(const Dice& dice, const std::string& order_id) {
  const int total = std::accumulate(kOrdersByHour.begin(), kOrdersByHour.end(), 0);
  int64_t ticket = dice.Below({"hour", order_id}, total);
  int hour = 0;
  while (ticket >= kOrdersByHour[hour]) ticket -= kOrdersByHour[hour++];
  return (kOpeningHour + hour) * kHourMs + dice.Below({"within hour", order_id}, kHourMs);
}

Order MakeOrder(const DayOptions& options, const Dice& dice, int number) {
  Order order{.order_id = absl::StrFormat("day%d-%06d", dice.seed(), number)};
  const std::string& id = order.order_id;
  if (!dice.Chance({"guest", id}, kGuests)) {
    order.user_id = absl::StrFormat("c%04d", dice.Below({"customer", id}, options.customers) + 1);
  }
  order.shop_id = ShopOf(order.user_id.empty() ? id : order.user_id, options.shops);
  order.items = static_cast<int32_t>(1 + dice.Below({"items", id}, 3));
  order.amount_fen = order.items * kMenuFen[dice.Below({"drink", id}, kMenuFen.size())];
  order.paid_at_ms = options.midnight_ms + TimeOfDayMs(dice, id);
  return order;
}

Refund MakeRefund(const Dice& dice, const Order& order) {
  const std::string& id = order.order_id;
  const bool partial = dice.Chance({"partial refund", id}, 0.5);
  return {.refund_id = "refund-" + id,
          .order_id = id,
          .user_id = order.user_id,
          .amount_fen = partial ? order.amount_fen / 2 : order.amount_fen,
          .refunded_at_ms = order.paid_at_ms + dice.Below({"refund delay", id}, kRefundDelayMs)};
}

bool IsRefunded(const Dice& dice, const Order& order) { return dice.Chance({"refunded", order.order_id}, kRefunds); }

void Cut(int64_t limit, const Dice& dice, Input* input) {
  if (limit == 0 || limit >= static_cast<int64_t>(input->orders.size())) return;
  const auto end = input->orders.begin() + limit;
  input->refunds_beyond_limit =
      std::count_if(end, input->orders.end(), [&dice](const Order& order) { return IsRefunded(dice, order); });
  input->orders.erase(end, input->orders.end());
}

}  // namespace

Input MakeSyntheticDay(const DayOptions& options, const Dice& dice) {
  Input input;
  for (int number = 1; number <= options.orders; ++number) input.orders.push_back(MakeOrder(options, dice, number));
  std::stable_sort(input.orders.begin(), input.orders.end(),
                   [](const Order& a, const Order& b) { return a.paid_at_ms < b.paid_at_ms; });
  Cut(options.limit, dice, &input);
  const size_t orders = input.orders.size();
  for (size_t i = 0; i < orders; ++i) {
    const Order order = input.orders[i];
    if (IsRefunded(dice, order)) input.refunds.push_back(MakeRefund(dice, order));
    if (!dice.Chance({"reported twice", order.order_id}, kRepeats)) continue;
    input.orders.push_back(order);
    input.orders.back().repeat = true;
  }
  return input;
}

}  // namespace fudai::replay
