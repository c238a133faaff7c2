#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/rollup_counts.h"

namespace fudai::projection {

// Counts what an event means only together with its user's earlier ones: all of a user's orders, touches and
// conversions lie in their partition, in one order. Each customer is read once in a batch, and written once, by Save().
class Customers {
 public:
  // Both must outlive it.
  Customers(soci::session& sql, RollupCounts* counts);

  // In the order of the partition.
  void Count(const event::v1::Event& event);
  void Save();

 private:
  // What is known of a user. Rows of the table `customers`.
  struct Customer {
    int64_t orders = 0;
    // 0 for who came without a bag, or has not come yet.
    int64_t generation = 0;
    // The campaign that brought them, empty if none did, and the moment of their first order.
    std::string campaign_id;
    int64_t converted_at_ms = 0;
  };

  Customer& Find(const std::string& user_id);
  void CountOrder(int64_t ms, const event::v1::OrderReported& order);
  void CountBag(int64_t ms, const event::v1::OrderReported& order, int64_t generation);
  void CountConversion(int64_t ms, const event::v1::ConversionRecorded& conversion);
  void CountSecondOrder(const Customer& customer);

  soci::session& sql_;
  RollupCounts* counts_;
  absl::btree_map<std::string, Customer> customers_;

  // What the statements read and write.
  std::string user_id_, campaign_id_;
  long long orders_ = 0, generation_ = 0, converted_at_ms_ = 0;
  soci::statement select_;
  soci::statement insert_sharer_;
};

}  // namespace fudai::projection
