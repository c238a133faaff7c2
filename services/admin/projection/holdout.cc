#include "services/admin/projection/holdout.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

using database::AddCapped;

// What a row of the table `holdout_groups` holds.
struct Group {
  int64_t customers = 0;
  int64_t orders = 0;
  int64_t revenue_fen = 0;
  absl::uint128 squares = 0;
};

using GroupKey = std::tuple<std::string, long long>;
// Halves of the squares: numbers of SQL have 64 bits.
using GroupRow = std::tuple<std::string, long long, long long, long long, long long, long long, long long>;
using MemberRow = std::tuple<std::string, std::string, long long, long long, long long, long long>;

absl::uint128 Square(int64_t fen) { return static_cast<absl::uint128>(absl::int128{fen} * fen); }

Group FromRow(const GroupRow& row) {
  const auto& [campaign_id, held_out, customers, orders, revenue_fen, high, low] = row;
  return {customers, orders, revenue_fen, absl::MakeUint128(static_cast<uint64_t>(high), static_cast<uint64_t>(low))};
}

GroupRow ToRow(const GroupKey& key, const Group& group) {
  return {std::get<0>(key),
          std::get<1>(key),
          group.customers,
          group.orders,
          group.revenue_fen,
          static_cast<long long>(absl::Uint128High64(group.squares)),
          static_cast<long long>(absl::Uint128Low64(group.squares))};
}

void Add(const Group& added, Group* group) {
  group->customers += added.customers;
  group->orders += added.orders;
  group->revenue_fen = AddCapped(group->revenue_fen, added.revenue_fen);
  group->squares += added.squares;
}

// Adds to the rows of the table `holdout_groups`.
void AddToTable(soci::session& sql, std::map<GroupKey, Group> groups) {
  std::vector<GroupKey> keys;
  for (const auto& [key, added] : groups) keys.push_back(key);
  for (const GroupRow& row : database::SelectByRows<GroupRow>(
           sql,
           "SELECT campaign_id, held_out, customers, orders, revenue_fen, squares_high, squares_low"
           " FROM holdout_groups WHERE (campaign_id, held_out) IN ({rows})",
           keys))
    Add(FromRow(row), &groups[{std::get<0>(row), std::get<1>(row)}]);
  std::vector<GroupRow> rows;
  for (const auto& [key, group] : groups) rows.push_back(ToRow(key, group));
  database::RunWithRows(sql,
                        "INSERT INTO holdout_groups {rows} ON CONFLICT (campaign_id, held_out) DO UPDATE SET"
                        " customers = excluded.customers, orders = excluded.orders, revenue_fen = excluded.revenue_fen,"
                        " squares_high = excluded.squares_high, squares_low = excluded.squares_low",
                        rows);
}

}  // namespace

Holdout::Holdout(soci::session& sql, const std::vector<RowToCount>& rows, rollups::Days* days)
    : sql_(sql), days_(days) {
  std::set<std::tuple<std::string>> buyers;
  for (const RowToCount& next : rows) {
    buyers.insert(next.row->event.order_reported().user_id());
    for (const RefundOfOrder& refund : next.refunds) buyers.insert(refund.order.user_id());
  }
  buyers.erase({""});
  const std::vector<std::tuple<std::string>> keys(buyers.begin(), buyers.end());
  for (const auto& [user_id, campaign_id, held_out, first_order, orders, revenue_fen] :
       database::SelectByRows<MemberRow>(
           sql,
           "SELECT user_id, campaign_id, held_out, first_order, orders, revenue_fen FROM holdout_members"
           " WHERE user_id IN ({rows})",
           keys)) {
    const PaidLater later{orders, revenue_fen};
    users_[user_id][campaign_id] = {held_out != 0, first_order, later, later};
  }
}

void Holdout::Count(const LedgerRow& row) {
  const event::v1::OrderReported& order = row.event.order_reported();
  if (order.user_id().empty()) return;
  Members& members = users_[order.user_id()];
  for (auto& [campaign_id, member] : members) {
    ++member.later.orders;
    member.later.revenue_fen = AddCapped(member.later.revenue_fen, order.amount_fen());
  }
  const HoldoutMember in_group{.first_order = row.number, .is_new = true};
  if (IsCompared(order.campaign_id())) members.try_emplace(order.campaign_id(), in_group);
  HoldoutMember left_out = in_group;
  left_out.is_held_out = true;
  for (const std::string& campaign_id : order.holdout_campaign_ids()) {
    if (IsCompared(campaign_id)) members.try_emplace(campaign_id, left_out);
  }
}

void Holdout::Count(const RefundOfOrder& refund) {
  if (refund.order.user_id().empty()) return;
  for (auto& [campaign_id, member] : users_[refund.order.user_id()]) {
    if (refund.order_number > member.first_order)
      member.later.revenue_fen = AddCapped(member.later.revenue_fen, -refund.refund.amount_fen());
  }
}

bool Holdout::IsCompared(const std::string& campaign_id) {
  return !campaign_id.empty() && days_->SpecOf(campaign_id).holdout_permille() > 0;
}

void Holdout::Save() {
  std::vector<MemberRow> rows;
  std::map<GroupKey, Group> added;
  for (const auto& [user_id, members] : users_) {
    for (const auto& [campaign_id, member] : members) {
      if (!member.is_new && member.later == member.saved) continue;
      rows.emplace_back(user_id, campaign_id, member.is_held_out ? 1 : 0, member.first_order, member.later.orders,
                        member.later.revenue_fen);
      Add({.customers = member.is_new ? 1 : 0,
           .orders = member.later.orders - member.saved.orders,
           .revenue_fen = AddCapped(member.later.revenue_fen, -member.saved.revenue_fen),
           .squares = Square(member.later.revenue_fen) - Square(member.saved.revenue_fen)},
          &added[{campaign_id, member.is_held_out ? 1 : 0}]);
    }
  }
  database::RunWithRows(sql_,
                        "INSERT INTO holdout_members {rows} ON CONFLICT (user_id, campaign_id) DO UPDATE SET"
                        " orders = excluded.orders, revenue_fen = excluded.revenue_fen",
                        rows);
  AddToTable(sql_, std::move(added));
}

}  // namespace fudai::projection
