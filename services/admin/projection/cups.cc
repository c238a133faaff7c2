#include "services/admin/projection/cups.h"

#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/admin/rollups/hours_buckets.h"

namespace fudai::projection {

using rollups::Rollup;

Cups::Cups(soci::session& sql, RollupCounts* counts)
    : sql_(sql),
      counts_(counts),
      select_((sql.prepare << "SELECT drops, filled, helpers, begun_ms FROM cups WHERE campaign_id = :campaign"
                              " AND user_id = :user",
               soci::use(campaign_id_), soci::use(user_id_), soci::into(drops_), soci::into(filled_),
               soci::into(helpers_), soci::into(begun_ms_))) {}

void Cups::Count(const event::v1::Event& event) {
  const event::v1::BagOpened& open = event.bag_opened();
  const std::string& campaign_id = open.campaign_id();
  if (!event.has_bag_opened() || DropsPerCup(campaign_id) == 0) return;
  const int64_t ms = event.occurred_at_ms(), drops = open.drops(), filled = open.cups_filled();
  Cup& cup = Find({campaign_id, open.sharer_id()}).cup;
  const std::string helpers_before = absl::StrCat(cup.helpers);
  counts_->AddTo(campaign_id, {Rollup::kOpeningsByDrops, ms, absl::StrCat(drops)});
  counts_->AddTo(campaign_id, {Rollup::kOpeningsByHelpers, ms, helpers_before});
  counts_->AddTo(campaign_id, {Rollup::kDropsByHelpers, ms, helpers_before, drops});
  counts_->AddTo(campaign_id, {Rollup::kCupsByHelpers, ms, helpers_before, filled});
  CountFilling(ms, open, &cup);
  cup.helpers = open.helpers();
}

// The opening that fills a cup is the first in the next one: with what is left over, or with nothing.
void Cups::CountFilling(int64_t ms, const event::v1::BagOpened& open, Cup* cup) {
  const bool was_empty = cup->drops == cup->filled * DropsPerCup(open.campaign_id());
  if (was_empty && open.drops() > 0) cup->begun_ms = ms;
  for (uint32_t i = 0; i < open.cups_filled(); ++i) {
    const int bucket = rollups::HoursBucket(ms - cup->begun_ms);
    counts_->AddTo(open.campaign_id(), {Rollup::kTimeToFull, ms, absl::StrCat(bucket)});
    cup->begun_ms = ms;
  }
  cup->drops += open.drops();
  cup->filled += open.cups_filled();
}

Cups::Known& Cups::Find(const Key& key) {
  const auto [found, is_new] = cups_.try_emplace(key);
  if (!is_new) return found->second;
  std::tie(campaign_id_, user_id_) = key;
  found->second.is_new = !select_.execute(true);
  if (!found->second.is_new) found->second.cup = found->second.saved = {drops_, filled_, helpers_, begun_ms_};
  return found->second;
}

int64_t Cups::DropsPerCup(const std::string& campaign_id) {
  return counts_->days().SpecOf(campaign_id).growth().drops_per_cup();
}

void Cups::CountNow(const std::string& campaign_id, const Cup& cup, int64_t units) {
  const int64_t per_cup = DropsPerCup(campaign_id), inside = cup.drops - cup.filled * per_cup;
  counts_->AddTo(campaign_id, {Rollup::kSharersByHelpers, kNow, absl::StrCat(cup.helpers), units});
  if (inside > 0)
    counts_->AddTo(campaign_id, {Rollup::kCupsByTenths, kNow, absl::StrCat(inside * 10 / per_cup), units});
}

void Cups::Save() {
  soci::statement save =
      (sql_.prepare << "INSERT INTO cups VALUES (:campaign, :user, :drops, :filled, :helpers, :begun)"
                       " ON CONFLICT (campaign_id, user_id) DO UPDATE SET drops = excluded.drops,"
                       " filled = excluded.filled, helpers = excluded.helpers, begun_ms = excluded.begun_ms",
       soci::use(campaign_id_), soci::use(user_id_), soci::use(drops_), soci::use(filled_), soci::use(helpers_),
       soci::use(begun_ms_));
  for (const auto& [key, known] : cups_) {
    if (!known.is_new) CountNow(key.first, known.saved, -1);
    CountNow(key.first, known.cup, 1);
    std::tie(campaign_id_, user_id_) = key;
    drops_ = known.cup.drops;
    filled_ = known.cup.filled;
    helpers_ = known.cup.helpers;
    begun_ms_ = known.cup.begun_ms;
    save.execute(true);
  }
}

}  // namespace fudai::projection
