#include "services/admin/stats/growth_coffee.h"

#include <algorithm>
#include <climits>
#include <map>

#include "common/status/macros.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/campaigns/version_store.h"
#include "services/admin/stats/durations.h"
#include "services/admin/stats/rollup_store.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryGrowthCoffeeResponse;
using campaign::v1::GrowthRules;
using rollups::Rollup;

using Counts = std::map<int, int64_t>;

// Numbers of helpers, the end excluded.
struct Helpers {
  int from = 0;
  int until = INT_MAX;
};

int64_t SumWithin(const Counts& counts, Helpers helpers) {
  int64_t sum = 0;
  for (auto it = counts.lower_bound(helpers.from); it != counts.end() && it->first < helpers.until; ++it)
    sum += it->second;
  return sum;
}

// Of the published version; of the newest before there is one.
absl::StatusOr<GrowthRules> ReadRules(soci::session& sql, const std::string& campaign_id) {
  ASSIGN_OR_RETURN(const campaigns::StoredCampaign stored, campaigns::FindCampaign(sql, campaign_id));
  if (stored.campaign.published_version() == 0) return stored.campaign.spec().growth();
  ASSIGN_OR_RETURN(const admin::v1::CampaignVersion published,
                   campaigns::FindVersion(sql, campaign_id, stored.campaign.published_version()));
  return published.spec().growth();
}

// What is counted by helpers.
struct ByHelpers {
  Counts openings, drops, cups, sharers;
};

void AddSteps(const GrowthRules& rules, const ByHelpers& counts, QueryGrowthCoffeeResponse* response) {
  for (int i = 0; i < rules.steps_size(); ++i) {
    const int from = rules.steps(i).min_helpers();
    const int until = i + 1 < rules.steps_size() ? rules.steps(i + 1).min_helpers() : INT_MAX;
    admin::v1::StepYield* step = response->add_steps();
    step->set_min_helpers(from);
    step->set_drops_per_open(rules.steps(i).drops());
    step->set_openings(SumWithin(counts.openings, {from, until}));
    step->set_drops(SumWithin(counts.drops, {from, until}));
    step->set_cups_filled(SumWithin(counts.cups, {from, until}));
    step->set_sharers(SumWithin(counts.sharers, {from}));
  }
}

void AddFullness(const Counts& cups_by_tenths, QueryGrowthCoffeeResponse* response) {
  for (const auto& [tenths, cups] : cups_by_tenths) {
    admin::v1::CupsBucket* bucket = response->add_fullness();
    bucket->set_tenths(tenths);
    bucket->set_cups(cups);
  }
}

void AddDropsPerOpen(const Counts& openings_by_drops, QueryGrowthCoffeeResponse* response) {
  for (const auto& [drops, openings] : openings_by_drops) {
    admin::v1::DropsBucket* bucket = response->add_drops_per_open();
    bucket->set_drops(drops);
    bucket->set_openings(openings);
  }
}

}  // namespace

absl::StatusOr<QueryGrowthCoffeeResponse> ReadGrowthCoffee(soci::session& sql, const DayRange& days) {
  if (days.campaign_id.empty()) return absl::InvalidArgumentError("campaign_id is empty; it should name a campaign");
  ASSIGN_OR_RETURN(const GrowthRules rules, ReadRules(sql, days.campaign_id));
  const DayRange now{.campaign_id = days.campaign_id};
  const Counts by_tenths = SumByDimension(sql, now, Rollup::kCupsByTenths);
  const ByHelpers counts{
      SumByDimension(sql, days, Rollup::kOpeningsByHelpers), SumByDimension(sql, days, Rollup::kDropsByHelpers),
      SumByDimension(sql, days, Rollup::kCupsByHelpers), SumByDimension(sql, now, Rollup::kSharersByHelpers)};
  QueryGrowthCoffeeResponse response;
  response.set_cups_in_progress(SumWithin(by_tenths, {}));
  response.set_cups_filled(SumWithin(counts.cups, {}));
  response.set_drops(SumWithin(counts.drops, {}));
  AddFullness(by_tenths, &response);
  AddDropsPerOpen(SumByDimension(sql, days, Rollup::kOpeningsByDrops), &response);
  *response.mutable_time_to_full() = DurationsOf(SumByDimension(sql, days, Rollup::kTimeToFull));
  AddSteps(rules, counts, &response);
  return response;
}

}  // namespace fudai::stats
