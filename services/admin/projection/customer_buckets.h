#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "services/admin/projection/customer.h"
#include "services/admin/rollups/customer_bucket.h"

namespace fudai::projection {

// How many customers ordered equally often, and how many spent about the same and how much that is together: of the
// chain, and of each campaign those whom it brought. Who has not ordered is no customer. What a batch of events moves
// from bucket to bucket, until it is saved within the batch's transaction.
class CustomerBuckets {
 public:
  // Moves a customer from the buckets of one state to those of another.
  void Move(const Customer& before, const Customer& now);
  void Save(soci::session& sql) const;

 private:
  struct Sum {
    int64_t customers = 0;
    int64_t spend_fen = 0;
  };

  void Add(const Customer& customer, int64_t units);
  void AddTo(const std::string& campaign_id, const Customer& customer, int64_t units);

  // (campaign, rollups::CustomerBucket, bucket) → what is added.
  absl::flat_hash_map<std::tuple<std::string, int, int64_t>, Sum> sums_;
};

}  // namespace fudai::projection
