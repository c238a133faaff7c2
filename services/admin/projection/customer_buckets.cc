#include "services/admin/projection/customer_buckets.h"

#include <algorithm>

#include "services/admin/database/capped_sum.h"
#include "services/admin/projection/deltas.h"
#include "services/admin/rollups/spend_buckets.h"

namespace fudai::projection {

using rollups::CustomerBucket;

void CustomerBuckets::Move(const Customer& before, const Customer& now) {
  Add(before, -1);
  Add(now, 1);
}

void CustomerBuckets::Add(const Customer& customer, int64_t units) {
  if (customer.orders == 0) return;
  AddTo(kChain, customer, units);
  if (!customer.campaign_id.empty()) AddTo(customer.campaign_id, customer, units);
}

void CustomerBuckets::AddTo(const std::string& campaign_id, const Customer& customer, int64_t units) {
  const int64_t orders = std::min<int64_t>(customer.orders, rollups::kMostOrders);
  sums_[{campaign_id, static_cast<int>(CustomerBucket::kOrders), orders}].customers += units;
  Sum& spend = sums_[{campaign_id, static_cast<int>(CustomerBucket::kSpend), rollups::SpendBucket(customer.spend_fen)}];
  spend.customers += units;
  spend.spend_fen = database::AddCapped(spend.spend_fen, units * customer.spend_fen);
}

void CustomerBuckets::Save(soci::session& sql) const {
  std::string campaign_id;
  int kind = 0;
  long long bucket = 0, customers = 0, spend_fen = 0;
  soci::statement add =
      (sql.prepare << "INSERT INTO customer_buckets VALUES (:campaign, :kind, :bucket, :customers, :spend)"
                      " ON CONFLICT (campaign_id, kind, bucket) DO UPDATE SET"
                      " customers = customer_buckets.customers + excluded.customers, spend_fen = "
                   << database::AddCappedSql("customer_buckets.spend_fen", "excluded.spend_fen"),
       soci::use(campaign_id), soci::use(kind), soci::use(bucket), soci::use(customers), soci::use(spend_fen));
  soci::statement remove_empty =
      (sql.prepare << "DELETE FROM customer_buckets WHERE campaign_id = :campaign AND kind = :kind"
                      " AND bucket = :bucket AND customers = 0",
       soci::use(campaign_id), soci::use(kind), soci::use(bucket));
  for (const auto& [key, sum] : sums_) {
    if (sum.customers == 0 && sum.spend_fen == 0) continue;
    std::tie(campaign_id, kind, bucket) = key;
    customers = sum.customers;
    spend_fen = sum.spend_fen;
    add.execute(true);
    if (customers < 0) remove_empty.execute(true);
  }
}

}  // namespace fudai::projection
