#include "tests/replay/behaviour.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/replay/input_files.h"

namespace fudai::replay {
namespace {

constexpr int64_t kLeastPriceFen = 1'200;
constexpr int64_t kPriceRangeFen = 3'000;
constexpr int64_t kOwnTapDelayMs = 60'000;

}  // namespace

std::vector<Visit> Behaviour::VisitsTo(const Order& order) const {
  std::vector<Visit> visits;
  const int sharer = population_.PersonOf(order.user_id);
  if (order.user_id.empty() || sharer < 0) return visits;
  if (dice_.Chance({"own tap", order.order_id}, options_.own_tap_probability)) {
    visits.push_back({.user_id = order.user_id, .time_ms = order.paid_at_ms + kOwnTapDelayMs});
  }
  if (!dice_.Chance({"shares", order.order_id}, options_.share_probability)) return visits;
  for (const int person : FriendsReached(order)) {
    const std::string& user = population_.UserOf(person, order.order_id);
    if (dice_.Chance({"opens", order.order_id, user}, options_.open_probability))
      visits.push_back(MakeVisit(order, user));
  }
  return visits;
}

std::vector<int> Behaviour::FriendsReached(const Order& order) const {
  const FriendshipGraph& graph = population_.graph();
  std::vector<std::pair<uint64_t, int>> ranked;
  for (const int person : graph.friends(population_.PersonOf(order.user_id))) {
    ranked.emplace_back(dice_.Bits({"reached", order.order_id, graph.name(person)}), person);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<int> reached;
  for (const auto& [rank, person] : ranked) {
    if (static_cast<int>(reached.size()) == options_.max_friends) break;
    reached.push_back(person);
  }
  return reached;
}

Visit Behaviour::MakeVisit(const Order& order, const std::string& user_id) const {
  const std::string& id = order.order_id;
  return {.user_id = user_id,
          .time_ms = order.paid_at_ms + dice_.DelayMs({"open delay", id, user_id}, options_.open_delay_mean_ms),
          .looks_first = dice_.Chance({"looks", id, user_id}, options_.look_probability),
          .taps_again = dice_.Chance({"taps again", id, user_id}, options_.repeat_tap_probability)};
}

std::optional<Order> Behaviour::PurchaseAfter(const Visit& visit, const Order& visited) const {
  const std::string& id = visited.order_id;
  const std::string& user = visit.user_id;
  if (user == visited.user_id || !dice_.Chance({"buys", id, user}, options_.purchase_probability)) return std::nullopt;
  return Order{
      .order_id = absl::StrCat("friend-", absl::Hex(dice_.Bits({"purchase", id, user}), absl::kZeroPad16)),
      .user_id = user,
      .shop_id = ShopOf(user, options_.shops),
      .items = static_cast<int32_t>(1 + dice_.Below({"items", id, user}, 3)),
      .amount_fen = kLeastPriceFen + dice_.Below({"price", id, user}, kPriceRangeFen),
      .paid_at_ms = visit.time_ms + dice_.DelayMs({"purchase delay", id, user}, options_.purchase_delay_mean_ms)};
}

Payment Behaviour::PaymentOf(const Order& order) const {
  const std::string& id = order.order_id;
  if (order.user_id.empty() || !dice_.Chance({"uses coupons", id}, options_.redeem_rate)) return Payment::kPlain;
  if (dice_.Chance({"abandons", id}, options_.abandon_rate))
    return dice_.Chance({"releases", id}, 0.5) ? Payment::kRelease : Payment::kLetExpire;
  return dice_.Chance({"redeems first", id}, 0.5) ? Payment::kBeforeReport : Payment::kWithReport;
}

}  // namespace fudai::replay
