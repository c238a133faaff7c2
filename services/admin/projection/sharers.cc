#include "services/admin/projection/sharers.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/rows.h"
#include "services/admin/projection/deltas.h"

namespace fudai::projection {

template <typename Add>
void Sharers::AddTo(const std::string& campaign_id, const std::string& user_id, Add add) {
  if (user_id.empty()) return;
  add(&added_[{kChain, user_id}]);
  if (!campaign_id.empty()) add(&added_[{campaign_id, user_id}]);
}

void Sharers::CountBag(int64_t ms, const event::v1::OrderReported& order, int64_t generation) {
  AddTo(order.campaign_id(), order.user_id(), [ms, generation](Added* added) {
    if (++added->bags > 1) return;
    added->first_bag_ms = ms;
    added->generation = generation;
  });
}

void Sharers::CountOpening(const event::v1::BagOpened& open) {
  AddTo(open.campaign_id(), open.sharer_id(), [&open](Added* added) {
    ++added->openings;
    added->free_coffees += open.cups_filled();
  });
}

void Sharers::CountBrought(const event::v1::ConversionRecorded& conversion) {
  AddTo(conversion.campaign_id(), conversion.sharer_id(), [](Added* added) { ++added->brought; });
}

void Sharers::Save(const pseudonyms::Pseudonyms& names) {
  CountNew();
  std::vector<std::tuple<std::string, std::string, std::string, long long, long long, long long, long long>> rows;
  for (const auto& [sharer, added] : added_) {
    rows.emplace_back(sharer.first, sharer.second, names.Of(sharer.second), added.bags, added.openings, added.brought,
                      added.free_coffees);
  }
  database::RunWithRows(
      sql_,
      "INSERT INTO sharers {rows} ON CONFLICT (campaign_id, user_id) DO UPDATE SET bags = sharers.bags + excluded.bags,"
      " openings = sharers.openings + excluded.openings, brought = sharers.brought + excluded.brought,"
      " free_coffees = sharers.free_coffees + excluded.free_coffees",
      rows);
}

void Sharers::CountNew() {
  using Key = std::tuple<std::string, std::string>;
  std::vector<Key> keys;
  for (const auto& [sharer, added] : added_) {
    if (added.bags > 0) keys.emplace_back(sharer);
  }
  const std::vector<Key> known = database::SelectByRows<Key>(
      sql_, "SELECT campaign_id, user_id FROM sharers WHERE bags > 0 AND (campaign_id, user_id) IN ({rows})", keys);
  const std::set<Key> had_bags(known.begin(), known.end());
  for (const Key& key : keys) {
    if (had_bags.contains(key)) continue;
    const auto& [campaign_id, user_id] = key;
    const Added& added = added_[{campaign_id, user_id}];
    counts_->AddTo(campaign_id, {rollups::Rollup::kSharers, added.first_bag_ms, absl::StrCat(added.generation)});
  }
}

}  // namespace fudai::projection
