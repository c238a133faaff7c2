#include "services/admin/stats/virality.h"

#include <google/protobuf/util/time_util.h>

#include "services/admin/stats/durations.h"
#include "services/admin/stats/rollup_store.h"

namespace fudai::stats {
namespace {

using admin::v1::Generation;
using admin::v1::QueryViralityResponse;
using google::protobuf::util::TimeUtil;
using rollups::Rollup;

double Ratio(int64_t part, int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

// First orders by generation: who came without a bag is of generation 0, for the chain alone.
std::map<int, int64_t> Customers(soci::session& sql, const DayRange& days) {
  std::map<int, int64_t> customers = SumByDimension(sql, days, Rollup::kNewCustomers);
  if (!days.campaign_id.empty()) return customers;
  int64_t& organic = customers[0];
  for (const auto& [day, first_orders] : SumByDay(sql, days, Rollup::kFirstOrders)) organic += first_orders;
  for (const auto& [generation, count] : customers) organic -= generation == 0 ? 0 : count;
  return customers;
}

void AddGenerations(soci::session& sql, const DayRange& days, QueryViralityResponse* response) {
  std::map<int, Generation> generations;
  for (const auto& [generation, count] : Customers(sql, days)) generations[generation].set_customers(count);
  for (const auto& [generation, count] : SumByDimension(sql, days, Rollup::kSharers))
    generations[generation].set_sharers(count);
  for (const auto& [generation, count] : SumByDimension(sql, days, Rollup::kBags))
    generations[generation].set_bags(count);
  for (const auto& [generation, count] : SumByDimension(sql, days, Rollup::kBrought))
    generations[generation].set_brought(count);
  for (auto& [generation, row] : generations) {
    if (row.customers() + row.sharers() + row.bags() + row.brought() == 0) continue;
    row.set_generation(generation);
    if (row.bags() > 0) row.set_k_per_bag(Ratio(row.brought(), row.bags()));
    if (row.sharers() > 0 && days.IsWholeLife()) row.set_k(Ratio(row.brought(), row.sharers()));
    *response->add_generations() = row;
  }
}

void AddDays(soci::session& sql, const DayRange& days, QueryViralityResponse* response) {
  std::map<int64_t, int64_t> brought = SumByDay(sql, days, Rollup::kBrought);
  for (const auto& [start_ms, bags] : SumByDay(sql, days, Rollup::kBags)) {
    admin::v1::ViralityDay* day = response->add_days();
    *day->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(start_ms);
    day->set_bags(bags);
    day->set_brought(brought[start_ms]);
    day->set_k_per_bag(Ratio(day->brought(), bags));
  }
}

void AddOpenings(soci::session& sql, const DayRange& days, QueryViralityResponse* response) {
  for (const auto& [openings, bags] : SumByDimension(sql, days, Rollup::kOpeningsPerBag)) {
    admin::v1::OpeningsBucket* bucket = response->add_openings_per_bag();
    bucket->set_openings(openings);
    bucket->set_bags(bags);
  }
}

void AddReferralShare(const DayRange& days, QueryViralityResponse* response) {
  int64_t customers = 0, organic = 0;
  for (const Generation& row : response->generations()) {
    customers += row.customers();
    if (row.generation() == 0) organic = row.customers();
  }
  if (days.campaign_id.empty() && customers > 0) response->set_referral_share(Ratio(customers - organic, customers));
}

}  // namespace

absl::StatusOr<QueryViralityResponse> ReadVirality(soci::session& sql, const DayRange& days) {
  QueryViralityResponse response;
  AddGenerations(sql, days, &response);
  AddDays(sql, days, &response);
  AddOpenings(sql, days, &response);
  *response.mutable_cycle_time() = DurationsOf(SumByDimension(sql, days, Rollup::kCycleTime));
  AddReferralShare(days, &response);
  return response;
}

}  // namespace fudai::stats
