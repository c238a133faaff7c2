#include "services/admin/projection/sharers.h"

#include <tuple>

#include "absl/strings/str_cat.h"
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
  std::string campaign_id, user_id, pseudonym;
  long long bags = 0, openings = 0, brought = 0, free_coffees = 0, all_bags = 0;
  soci::statement add =
      (sql_.prepare << "INSERT INTO sharers VALUES (:campaign, :user, :pseudonym, :bags, :openings, :brought, :free)"
                       " ON CONFLICT (campaign_id, user_id) DO UPDATE SET bags = sharers.bags + excluded.bags,"
                       " openings = sharers.openings + excluded.openings, brought = sharers.brought + excluded.brought,"
                       " free_coffees = sharers.free_coffees + excluded.free_coffees RETURNING bags",
       soci::use(campaign_id), soci::use(user_id), soci::use(pseudonym), soci::use(bags), soci::use(openings),
       soci::use(brought), soci::use(free_coffees), soci::into(all_bags));
  for (const auto& [sharer, added] : added_) {
    std::tie(campaign_id, user_id) = sharer;
    pseudonym = names.Of(user_id);
    bags = added.bags;
    openings = added.openings;
    brought = added.brought;
    free_coffees = added.free_coffees;
    for (bool more = add.execute(true); more; more = add.fetch()) {
    }
    if (bags > 0 && bags == all_bags)
      counts_->AddTo(campaign_id, {rollups::Rollup::kSharers, added.first_bag_ms, absl::StrCat(added.generation)});
  }
}

}  // namespace fudai::projection
