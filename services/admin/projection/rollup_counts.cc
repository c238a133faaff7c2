#include "services/admin/projection/rollup_counts.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"
#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/hours_buckets.h"

namespace fudai::projection {
namespace {

using rollups::Rollup;

void CountOrder(int64_t ms, const event::v1::OrderReported& order, RollupCounts* counts) {
  counts->Add(order.campaign_id(), {Rollup::kOrders, order.paid_at_ms()});
  counts->AddByHour(order.campaign_id(), {Rollup::kOrdersByHour, order.paid_at_ms()});
  if (order.first_order() != 0) counts->AddTo(kChain, {Rollup::kFirstOrders, ms});
  if (!order.bag_id().empty()) counts->Add(order.campaign_id(), {Rollup::kOpeningsPerBag, ms, "0"});
}

// An opening moves its bag on from those that were opened once less. Events that do not say when the bag was given were
// written by programs from before they did.
void CountOpen(int64_t ms, const event::v1::BagOpened& open, RollupCounts* counts) {
  counts->AddByHour(open.campaign_id(), {Rollup::kOpeningsByHour, ms});
  if (open.index() == 0) counts->Add(open.campaign_id(), {Rollup::kBagsOpened, ms});
  if (open.bag_given_at_ms() == 0) return;
  const int64_t given_at_ms = open.bag_given_at_ms();
  counts->Add(open.campaign_id(), {Rollup::kOpeningsPerBag, given_at_ms, absl::StrCat(open.index()), -1});
  counts->Add(open.campaign_id(), {Rollup::kOpeningsPerBag, given_at_ms, absl::StrCat(open.index() + 1)});
}

void CountConversion(int64_t ms, const event::v1::ConversionRecorded& conversion, RollupCounts* counts) {
  const std::string& campaign_id = conversion.campaign_id();
  const int generation = conversion.generation();
  counts->Add(campaign_id, {Rollup::kNewCustomers, ms, absl::StrCat(generation)});
  if (conversion.bag_given_at_ms() == 0) return;
  const int64_t given_at_ms = conversion.bag_given_at_ms();
  counts->Add(campaign_id, {Rollup::kBrought, given_at_ms, absl::StrCat(std::max(0, generation - 1))});
  counts->Add(campaign_id, {Rollup::kCycleTime, given_at_ms, absl::StrCat(rollups::HoursBucket(ms - given_at_ms))});
}

}  // namespace

void RollupCounts::AddTo(const std::string& campaign_id, const Counted& counted) {
  int64_t& units = units_[{campaign_id, static_cast<int>(counted.rollup), days_.StartOf(campaign_id, counted.ms),
                           counted.dimension}];
  units = database::AddCapped(units, counted.units);
}

void RollupCounts::Add(const std::string& campaign_id, const Counted& counted) {
  AddTo(kChain, counted);
  if (!campaign_id.empty()) AddTo(campaign_id, counted);
}

void RollupCounts::AddByHour(const std::string& campaign_id, const Counted& counted) {
  const auto add = [&](const std::string& scope) {
    Counted within = counted;
    within.dimension = absl::StrCat(absl::ToCivilHour(absl::FromUnixMillis(counted.ms), days_.ZoneOf(scope)).hour());
    AddTo(scope, within);
  };
  add(kChain);
  if (!campaign_id.empty()) add(campaign_id);
}

absl::Status RollupCounts::Save() {
  std::vector<std::tuple<std::string, long long, long long, std::string, long long>> rows;
  for (const auto& [key, units] : units_) {
    if (units != 0) rows.emplace_back(std::tuple_cat(key, std::tuple(units)));
  }
  database::RunWithRows(sql_,
                        absl::StrCat("INSERT INTO rollups {rows} ON CONFLICT (campaign_id, metric, start_ms, dimension)"
                                     " DO UPDATE SET value = ",
                                     database::AddCappedSql("rollups.value", "excluded.value")),
                        rows);
  sql_ << "DELETE FROM rollups WHERE value = 0";
  return days_.status();
}

void CountRollups(const event::v1::Event& event, RollupCounts* counts) {
  const int64_t ms = event.occurred_at_ms();
  if (event.has_order_reported()) CountOrder(ms, event.order_reported(), counts);
  if (event.has_bag_opened()) CountOpen(ms, event.bag_opened(), counts);
  if (event.coupon_used().step() == event::v1::CouponUsed::STEP_REDEEMED)
    counts->AddByHour(event.coupon_used().campaign_id(), {Rollup::kCouponsRedeemedByHour, ms});
  if (event.has_conversion_recorded()) CountConversion(ms, event.conversion_recorded(), counts);
}

}  // namespace fudai::projection
