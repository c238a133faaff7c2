#include "services/admin/stats/customers.h"

#include <google/protobuf/util/time_util.h>

#include <map>
#include <set>
#include <string>

#include "services/admin/database/capped_sum.h"
#include "services/admin/rollups/customer_bucket.h"
#include "services/admin/stats/rollup_store.h"
#include "services/admin/stats/spend_curve.h"

namespace fudai::stats {
namespace {

using admin::v1::QueryCustomersResponse;
using admin::v1::SpendPoint;
using google::protobuf::util::TimeUtil;
using rollups::CustomerBucket;
using rollups::Rollup;

struct Bucket {
  int64_t bucket = 0;
  int64_t customers = 0;
  int64_t spend_fen = 0;
};

// In order.
std::vector<Bucket> ReadBuckets(soci::session& sql, const std::string& campaign_id, CustomerBucket wanted) {
  const int kind = static_cast<int>(wanted);
  long long bucket = 0, customers = 0, spend_fen = 0;
  std::vector<Bucket> buckets;
  soci::statement select =
      (sql.prepare << "SELECT bucket, customers, spend_fen FROM customer_buckets"
                      " WHERE campaign_id = :campaign AND kind = :kind ORDER BY bucket",
       soci::use(campaign_id), soci::use(kind), soci::into(bucket), soci::into(customers), soci::into(spend_fen));
  for (bool more = select.execute(true); more; more = select.fetch()) buckets.push_back({bucket, customers, spend_fen});
  return buckets;
}

void AddOrders(soci::session& sql, const DayRange& days, QueryCustomersResponse* response) {
  for (const Bucket& bucket : ReadBuckets(sql, days.campaign_id, CustomerBucket::kOrders)) {
    admin::v1::OrdersBucket* row = response->add_orders();
    row->set_orders(static_cast<int32_t>(bucket.bucket));
    row->set_customers(bucket.customers);
  }
}

void AddSpend(soci::session& sql, const DayRange& days, QueryCustomersResponse* response) {
  SpendPoint point;
  const std::vector<Bucket> buckets = ReadBuckets(sql, days.campaign_id, CustomerBucket::kSpend);
  for (auto bucket = buckets.rbegin(); bucket != buckets.rend(); ++bucket) {
    point.set_customers(point.customers() + bucket->customers);
    point.set_spend_fen(database::AddCapped(point.spend_fen(), bucket->spend_fen));
    *response->add_spend() = point;
  }
  if (const auto share = BestFifthShare(response->spend())) response->set_best_fifth_share(*share);
}

void AddRevenue(soci::session& sql, const DayRange& days, QueryCustomersResponse* response) {
  std::map<int64_t, int64_t> revenue = SumByDay(sql, days, Rollup::kRevenue),
                             returning = SumByDay(sql, days, Rollup::kReturningRevenue);
  // A day on which first orders and refunds make nothing together may still have seen customers who came again.
  for (const auto& [start_ms, fen] : returning) revenue.try_emplace(start_ms, 0);
  for (const auto& [start_ms, fen] : revenue) {
    admin::v1::RevenueDay* day = response->add_days();
    *day->mutable_start_time() = TimeUtil::MillisecondsToTimestamp(start_ms);
    day->set_revenue_fen(fen);
    day->set_returning_revenue_fen(returning[start_ms]);
    response->set_revenue_fen(database::AddCapped(response->revenue_fen(), fen));
    response->set_returning_revenue_fen(
        database::AddCapped(response->returning_revenue_fen(), day->returning_revenue_fen()));
  }
}

}  // namespace

absl::StatusOr<QueryCustomersResponse> ReadCustomers(soci::session& sql, const DayRange& days) {
  QueryCustomersResponse response;
  AddOrders(sql, days, &response);
  AddSpend(sql, days, &response);
  AddRevenue(sql, days, &response);
  return response;
}

}  // namespace fudai::stats
