#include "services/admin/projection/holdout.h"

#include <utility>

#include "absl/numeric/int128.h"
#include "services/admin/database/capped_sum.h"

namespace fudai::projection {
namespace {

using database::AddCapped;

// The table `holdout_groups`: a row.
struct Group {
  int64_t customers = 0;
  int64_t orders = 0;
  int64_t revenue_fen = 0;
  absl::uint128 squares = 0;
};

using GroupKey = std::pair<std::string, bool>;

absl::uint128 Square(int64_t fen) { return static_cast<absl::uint128>(absl::int128{fen} * fen); }

// The table `holdout_groups`. Prepared statements bind variables, not values.
class Groups {
 public:
  explicit Groups(soci::session& sql)
      : select_((sql.prepare << "SELECT customers, orders, revenue_fen, squares_high, squares_low FROM holdout_groups"
                                " WHERE campaign_id = :campaign AND held_out = :held_out",
                 soci::use(campaign_id_), soci::use(held_out_), soci::into(customers_), soci::into(orders_),
                 soci::into(revenue_fen_), soci::into(high_), soci::into(low_))),
        save_((sql.prepare << "INSERT INTO holdout_groups VALUES (:campaign, :held_out, :customers, :orders, :revenue,"
                              " :high, :low) ON CONFLICT (campaign_id, held_out) DO UPDATE SET"
                              " customers = excluded.customers, orders = excluded.orders,"
                              " revenue_fen = excluded.revenue_fen, squares_high = excluded.squares_high,"
                              " squares_low = excluded.squares_low",
               soci::use(campaign_id_), soci::use(held_out_), soci::use(customers_), soci::use(orders_),
               soci::use(revenue_fen_), soci::use(high_), soci::use(low_))) {}

  void Add(const GroupKey& key, const Group& added) {
    campaign_id_ = key.first;
    held_out_ = key.second ? 1 : 0;
    customers_ = orders_ = revenue_fen_ = high_ = low_ = 0;
    select_.execute(true);
    customers_ += added.customers;
    orders_ += added.orders;
    revenue_fen_ = AddCapped(revenue_fen_, added.revenue_fen);
    const absl::uint128 squares =
        absl::MakeUint128(static_cast<uint64_t>(high_), static_cast<uint64_t>(low_)) + added.squares;
    high_ = static_cast<long long>(absl::Uint128High64(squares));
    low_ = static_cast<long long>(absl::Uint128Low64(squares));
    save_.execute(true);
  }

 private:
  std::string campaign_id_;
  int held_out_ = 0;
  long long customers_ = 0, orders_ = 0, revenue_fen_ = 0, high_ = 0, low_ = 0;
  soci::statement select_, save_;
};

}  // namespace

Holdout::Holdout(soci::session& sql, rollups::Days* days) : sql_(sql), days_(days) {
  int one = 0;
  sql_ << "SELECT 1 FROM holdout_members LIMIT 1", soci::into(one);
  has_members_ = sql_.got_data();
}

void Holdout::Count(const LedgerRow& row) {
  const event::v1::OrderReported& order = row.event.order_reported();
  if (order.user_id().empty()) return;
  Members& members = Find(order.user_id());
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
  for (auto& [campaign_id, member] : Find(refund.order.user_id())) {
    if (refund.order_number > member.first_order)
      member.later.revenue_fen = AddCapped(member.later.revenue_fen, -refund.refund.amount_fen());
  }
}

Holdout::Members& Holdout::Find(const std::string& user_id) {
  const auto [found, is_new] = users_.try_emplace(user_id);
  if (!is_new || !has_members_) return found->second;
  const soci::rowset<soci::row> rows =
      (sql_.prepare << "SELECT campaign_id, held_out, first_order, orders, revenue_fen FROM holdout_members"
                       " WHERE user_id = :user",
       soci::use(user_id));
  for (const soci::row& row : rows) {
    const PaidLater later{row.get<long long>(3), row.get<long long>(4)};
    found->second[row.get<std::string>(0)] = {row.get<long long>(1) != 0, row.get<long long>(2), later, later};
  }
  return found->second;
}

bool Holdout::IsCompared(const std::string& campaign_id) {
  return !campaign_id.empty() && days_->SpecOf(campaign_id).holdout_permille() > 0;
}

void Holdout::Save() {
  SaveMembers();
  SaveGroups();
}

void Holdout::SaveMembers() {
  std::string user_id, campaign_id;
  int held_out = 0;
  long long first_order = 0, orders = 0, revenue_fen = 0;
  soci::statement save =
      (sql_.prepare << "INSERT INTO holdout_members VALUES (:user, :campaign, :held_out, :first, :orders, :revenue)"
                       " ON CONFLICT (user_id, campaign_id) DO UPDATE SET orders = excluded.orders,"
                       " revenue_fen = excluded.revenue_fen",
       soci::use(user_id), soci::use(campaign_id), soci::use(held_out), soci::use(first_order), soci::use(orders),
       soci::use(revenue_fen));
  for (const auto& [user, members] : users_) {
    user_id = user;
    for (const auto& [campaign, member] : members) {
      campaign_id = campaign;
      held_out = member.is_held_out ? 1 : 0;
      first_order = member.first_order;
      orders = member.later.orders;
      revenue_fen = member.later.revenue_fen;
      save.execute(true);
    }
  }
}

void Holdout::SaveGroups() {
  absl::btree_map<GroupKey, Group> added;
  for (const auto& [user_id, members] : users_) {
    for (const auto& [campaign_id, member] : members) {
      Group& group = added[{campaign_id, member.is_held_out}];
      group.customers += member.is_new ? 1 : 0;
      group.orders += member.later.orders - member.saved.orders;
      const int64_t paid_fen = AddCapped(member.later.revenue_fen, -member.saved.revenue_fen);
      group.revenue_fen = AddCapped(group.revenue_fen, paid_fen);
      group.squares += Square(member.later.revenue_fen) - Square(member.saved.revenue_fen);
    }
  }
  Groups groups(sql_);
  for (const auto& [key, group] : added) groups.Add(key, group);
}

}  // namespace fudai::projection
