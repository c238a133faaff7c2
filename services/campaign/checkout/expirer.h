#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "services/campaign/checkout/checkout_store.h"

namespace fudai::checkout {

// Lets reservations expire that nobody looks at any more. Their coupons are free from the deadline on without it: it
// writes down that it is so, in the ledger too. Lives on one loop; several do the same work twice, and no harm.
class Expirer {
 public:
  // What Run works with; all of it outlives the task.
  struct Pace {
    async::Loop* loop;
    const clock::Clock* clock;
    absl::Duration period;
  };

  // Reports fudai_reservations_expired_total. The metrics outlive it.
  Expirer(CheckoutStore store, metrics::Metrics* metrics);

  // Looks every period, until `ended`.
  async::Task<void> Run(Pace pace, std::function<bool()> ended);
  // Ends what is due at `now_ms`, at most a hundred reservations of each partition. How many it ended.
  async::Task<absl::StatusOr<int>> Pass(int64_t now_ms);

 private:
  async::Task<absl::StatusOr<int>> PassPartition(int partition, int64_t now_ms);

  CheckoutStore store_;
  prometheus::Counter& expired_;
};

}  // namespace fudai::checkout
