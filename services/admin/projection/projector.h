#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/metrics/metrics.h"
#include "common/partition/store.h"
#include "common/redis/client.h"
#include "common/world/world.h"
#include "services/admin/database/database.h"
#include "services/admin/projection/fold.h"
#include "services/admin/projection/numbers.h"

namespace fudai::projection {

struct ProjectorOptions {
  redis::Options redis;
  std::string store_token;
  // Whose events these are; the log says so.
  world::World world = world::World::kProduction;
  Terms terms;
  // Most events of one transaction.
  int max_batch = 5000;
  // The same where they are counted anew: the more at once, the oftener they fall on the same rows.
  int max_recount = 500'000;
  // Rest between two looks at the streams while they hold no more than a batch: what the numbers lag behind at most.
  absl::Duration rest = absl::Milliseconds(100);
  // Rest after a failure that may pass.
  absl::Duration retry = absl::Seconds(1);
  // Called once if the projection stops for good.
  std::function<void()> on_halt = [] {};
};

// Folds the events of all partitions into the database, exactly once each, and lets the store trim what has been
// folded. It works on a thread of its own, with an event loop of its own, since folding blocks.
//
// Where the numbers are behind the ledger, since they are to be counted anew, it counts the ledger, a batch after each
// look at the streams: the ledger goes on to take what comes, and a restart goes on where the counting was.
//
// What may pass (Redis or the database is away, or Redis came back empty or as another store) is tried again. What may
// not (a gap in the numbers, an event that cannot be decoded, a database that does not fit the store, another
// projector, a sum beyond int64) halts it: no event is ever skipped. A restart goes on where the database is.
class Projector {
 public:
  // The database and the metrics must outlive it.
  Projector(ProjectorOptions options, database::Database* database, metrics::Metrics* metrics);

  // Has the numbers counted by the terms from now on. Run() begins with it, unless it has been done: for those who
  // serve the numbers before they are counted.
  absl::Status Prepare();
  // Works until Stop(); blocks.
  void Run();
  // Thread-safe.
  void Stop();

  // One look at the streams: folds at most one batch, and counts one of the ledger. Returns how many events wait after
  // it to be folded or counted. For tests, beside Run().
  absl::StatusOr<int64_t> Round();

 private:
  using ProgressOf = std::vector<partition::Progress>;
  struct Slice {
    int partition;
    int limit;
  };

  async::Task<absl::StatusOr<ProgressOf>> ReadProgress();
  async::Task<absl::StatusOr<Batch>> ReadBatch(std::vector<Slice> slices);
  async::Task<absl::Status> Acknowledge(ProgressOf progress);

  absl::StatusOr<int64_t> FoldOnce();
  absl::StatusOr<int64_t> CountOnce();
  absl::Status LoadOffsets();
  absl::Status CheckFits(const ProgressOf& progress) const;
  std::vector<Slice> Plan(const ProgressOf& progress);
  int64_t Waiting(const ProgressOf& progress) const;
  bool Rest(absl::Duration duration);
  void Halt(const absl::Status& why);

  ProjectorOptions options_;
  database::Database* database_;
  async::Loop loop_;
  redis::Client redis_;
  database::Offsets offsets_{};
  bool offsets_are_known_ = false;
  bool prepared_ = false;
  bool may_be_behind_ = true;  // The numbers, behind the ledger.
  int next_partition_ = 0;  // Where the next plan begins, so that a flood in one partition does not starve the others.

  prometheus::Counter& events_;
  prometheus::Gauge& lag_;
  prometheus::Gauge& failing_;
  prometheus::Gauge& halted_;

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace fudai::projection
