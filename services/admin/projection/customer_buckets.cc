#include "services/admin/projection/customer_buckets.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/database/capped_sum.h"
#include "services/admin/database/rows.h"
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
  std::vector<std::tuple<std::string, long long, long long, long long, long long>> rows;
  for (const auto& [key, sum] : sums_) {
    if (sum.customers != 0 || sum.spend_fen != 0)
      rows.emplace_back(std::tuple_cat(key, std::tuple(sum.customers, sum.spend_fen)));
  }
  database::RunWithRows(
      sql,
      absl::StrCat("INSERT INTO customer_buckets {rows} ON CONFLICT (campaign_id, kind, bucket) DO UPDATE SET"
                   " customers = customer_buckets.customers + excluded.customers, spend_fen = ",
                   database::AddCappedSql("customer_buckets.spend_fen", "excluded.spend_fen")),
      rows);
  sql << "DELETE FROM customer_buckets WHERE customers = 0";
}

}  // namespace fudai::projection
