#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "common/metrics/metrics.h"
#include "common/partition/sweep.h"
#include "services/campaign/archive/key_sweeper.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/liability_ender.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::archive {

// Sweeps archived campaigns out of Redis, one after the other, in slices, under traffic. Lives on one loop; of several
// servers one at a time sweeps a campaign, by a lease in the store.
//
// A campaign's sweep first ends what its coupons may still cost, then waits until the relay and the ledger have passed
// everything that was in the streams by then. Then it passes over all keys of this Redis with SCAN, which shows every
// key that is there all along, until a whole pass has found nothing of the campaign. There is no index of a campaign's
// keys: it would cost every open memory and time. Another server, or the next start, goes on where one stopped. A
// cursor is good for one run of Redis only: after a restart of Redis the pass begins anew.
class Sweeper {
 public:
  // Keys that SCAN is asked to look at in one slice, and the pause between slices: about 10,000 keys a second, with
  // room for thousands of acts between.
  static constexpr int kSliceKeys = 200;
  static constexpr absl::Duration kSlicePause = absl::Milliseconds(5);
  // How long a server that is gone holds up the others.
  static constexpr absl::Duration kLease = absl::Seconds(10);

  struct Parts {
    campaigns::Campaigns* campaigns;
    contracts::LiabilityEnder* liability;
    metrics::Metrics* metrics;
  };
  // What Run works with; all of it outlives the task. The clock is for the lease alone.
  struct Pace {
    async::Loop* loop;
    const clock::Clock* clock;
    absl::Duration period;
  };

  // Reports fudai_archive_swept_keys_total. The parts outlive it.
  Sweeper(contracts::StoreAccess access, const Parts& parts, int slice_keys = kSliceKeys);

  // Sweeps what there is, slice by slice, and looks every period for more, until `ended`.
  async::Task<void> Run(Pace pace, std::function<bool()> ended);
  // One slice of one campaign. False where there is nothing to do now.
  async::Task<absl::StatusOr<bool>> Step(absl::Time now);

 private:
  // Takes the sweep of some archived campaign, if there is one to be had.
  async::Task<absl::Status> Take(absl::Time now);
  // One slice of what was taken. False where it has to wait.
  async::Task<absl::StatusOr<bool>> Advance();
  async::Task<absl::StatusOr<bool>> AwaitLedger();
  async::Task<absl::Status> SweepSlice();
  async::Task<absl::StatusOr<int64_t>> SweepKeys(std::vector<std::string> keys);
  void EndPass();

  contracts::StoreAccess access_;
  Parts parts_;
  int slice_keys_;
  KeySweeper keys_;
  prometheus::Counter& swept_;
  std::optional<partition::Sweep> sweep_;  // While this server has the lease.
  // What the relay and the ledger have to pass, by partition; empty before it was looked up.
  std::vector<int64_t> awaited_;
};

}  // namespace fudai::archive
