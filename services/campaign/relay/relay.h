#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/metrics/metrics.h"
#include "common/partition/store.h"
#include "services/campaign/contracts/coupon_crediter.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::relay {

// Finishes what a request began and did not end: an open whose server died, or lost Redis, between its commit point and
// the credit of the coupon. It follows the event streams, credits every opened coupon once more (a repeat changes
// nothing), and notes how far it came, so that the streams can be trimmed.
//
// Lives on one loop. Several relays over the same partitions do the same work twice, and no harm.
class Relay {
 public:
  // Reports fudai_relay_events_total, fudai_relay_lag_events, fudai_relay_failing and fudai_frozen_partitions. What it
  // is given outlives it.
  Relay(contracts::StoreAccess access, contracts::CouponCrediter* crediter, metrics::Metrics* metrics);

  // Follows all partitions, looking for new events every `period`, until `ended`.
  async::Task<void> Run(absl::Duration period, std::function<bool()> ended);

  // Works off what the streams hold now, at most a batch of each partition. The number of events that it passed; or the
  // first failure, after which the partitions that can go on have done so. DATA_LOSS, with partition and event, where a
  // stream lacks an event that nobody has passed.
  async::Task<absl::StatusOr<int64_t>> Pass();

 private:
  async::Task<absl::StatusOr<std::vector<partition::Progress>>> ReadAllProgress();
  async::Task<absl::StatusOr<int64_t>> PassPartition(int partition, int64_t after);
  async::Task<absl::StatusOr<int64_t>> ReadRelayed(int partition);
  async::Task<absl::Status> CreditAll(const std::vector<partition::StreamEntry>* entries);

  contracts::StoreAccess access_;
  contracts::CouponCrediter* crediter_;
  prometheus::Counter& events_;
  prometheus::Gauge& lag_;
  prometheus::Gauge& frozen_;
  prometheus::Gauge& failing_;
};

}  // namespace fudai::relay
