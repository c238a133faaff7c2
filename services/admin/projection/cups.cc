#include "services/admin/projection/cups.h"

#include "absl/strings/str_cat.h"
#include "services/admin/database/rows.h"
#include "services/admin/rollups/hours_buckets.h"

namespace fudai::projection {

using rollups::Rollup;

Cups::Cups(soci::session& sql, const std::vector<const LedgerRow*>& rows, RollupCounts* counts)
    : sql_(sql), counts_(counts) {
  for (const LedgerRow* row : rows) {
    if (IsCounted(row->event)) cups_.try_emplace({row->campaign_id, row->sharer_id});
  }
  std::vector<Key> keys;
  for (const auto& [key, known] : cups_) keys.push_back(key);
  for (const auto& [campaign_id, user_id, drops, filled, helpers, begun_ms] :
       database::SelectByRows<Row>(sql,
                                   "SELECT campaign_id, user_id, drops, filled, helpers, begun_ms FROM cups"
                                   " WHERE (campaign_id, user_id) IN ({rows})",
                                   keys)) {
    const Cup cup{drops, filled, helpers, begun_ms};
    cups_[{campaign_id, user_id}] = {.cup = cup, .saved = cup, .is_new = false};
  }
}

bool Cups::IsCounted(const event::v1::Event& event) {
  return event.has_bag_opened() && DropsPerCup(event.bag_opened().campaign_id()) != 0;
}

void Cups::Count(const event::v1::Event& event) {
  const event::v1::BagOpened& open = event.bag_opened();
  const std::string& campaign_id = open.campaign_id();
  if (!IsCounted(event)) return;
  const int64_t ms = event.occurred_at_ms(), drops = open.drops(), filled = open.cups_filled();
  Cup& cup = cups_[{campaign_id, open.sharer_id()}].cup;
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
  std::vector<Row> rows;
  for (const auto& [key, known] : cups_) {
    const auto& [campaign_id, user_id] = key;
    if (!known.is_new) CountNow(campaign_id, known.saved, -1);
    CountNow(campaign_id, known.cup, 1);
    rows.emplace_back(campaign_id, user_id, known.cup.drops, known.cup.filled, known.cup.helpers, known.cup.begun_ms);
  }
  database::RunWithRows(sql_,
                        "INSERT INTO cups {rows} ON CONFLICT (campaign_id, user_id) DO UPDATE SET"
                        " drops = excluded.drops, filled = excluded.filled, helpers = excluded.helpers,"
                        " begun_ms = excluded.begun_ms",
                        rows);
}

}  // namespace fudai::projection
