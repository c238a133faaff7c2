// How far the sweep of an archived campaign is: written by the campaign server that sweeps, read by the admin server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/redis/client.h"

namespace fudai::partition {

// Numbers are kept in the store.
enum class SweepPhase {
  kLedger = 1,    // Waits until the ledger holds everything.
  kSweeping = 2,  // Deletes the campaign's keys.
  kSwept = 3,     // A pass over all keys has found none.
};

struct SweepProgress {
  SweepPhase phase = SweepPhase::kLedger;
  // Over all keys, from 1; 0 before the first.
  int64_t pass = 0;
  // Keys looked at in this pass. Redis shows some keys twice.
  int64_t looked = 0;
  // Keys and entries deleted in this pass, and in all.
  int64_t found = 0;
  int64_t deleted = 0;
  // Keys in this Redis, campaign's or not.
  int64_t size = 0;
};

// A sweep under a lease: whoever holds the newest may write.
struct Sweep {
  std::string campaign_id;
  int64_t fence = 0;
  SweepProgress progress;
  // Where SCAN goes on, in the run of Redis that made it; a run begins every pass at "0".
  std::string run;
  std::string cursor = "0";
};

// From when to when a server may sweep.
struct Lease {
  absl::Time now;
  absl::Time end;
};

// Takes the sweep of an archived campaign. Nothing where another's lease still holds, where it is
// swept already, or where the campaign is not archived or is gone.
async::Task<absl::StatusOr<std::optional<Sweep>>> TakeSweep(redis::Client* client, std::string token,
                                                            std::string campaign_id, Lease lease);
// Notes how far it has come, and that the lease ends at `lease_end` now. ABORTED if another server has taken it since.
async::Task<absl::Status> KeepSweep(redis::Client* client, std::string token, Sweep sweep, absl::Time lease_end);

// Nothing while no server has taken the campaign's sweep.
async::Task<absl::StatusOr<std::optional<SweepProgress>>> ReadSweep(redis::Client* client, std::string token,
                                                                    std::string campaign_id);

// Removes what is left of a swept campaign: its budget, its record in every partition, its entry in the catalogue, and
// how far its sweep was. Repeatable. FAILED_PRECONDITION where a partition does not say that it is archived.
async::Task<absl::Status> RemoveCampaign(redis::Client* client, std::string token, std::string campaign_id);

}  // namespace fudai::partition
