#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/blocking_pool.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "common/redis/client.h"
#include "common/world/world.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/admin/campaigns/campaign_changes.h"
#include "services/admin/campaigns/campaign_store.h"
#include "services/admin/database/database.h"

namespace fudai::campaigns {

// Carries changes of campaigns to the data plane, complete or repeatable: the database first records what is wanted
// under a new epoch, then every partition gets it, then the database notes that it has. Whatever dies in between,
// KeepFinishing (or the repeat, or the next start) finishes it; and epochs keep an older publication from undoing a
// newer one.
//
// It blocks, and takes one change at a time: it lives on one thread of its own.
class CampaignPublisher {
 public:
  // The database must outlive it.
  CampaignPublisher(database::Database* database, redis::Options redis, std::string store_token,
                    const ChangePolicy& policy = {});

  // Makes a change and returns the campaign after it, once every partition has it that has to know. Errors: those of
  // Record; UNAVAILABLE: the change is recorded and will reach every partition; a repeat tells when.
  absl::StatusOr<admin::v1::Campaign> Apply(const Change& change);

  // Publishes what the database wants and not every partition has yet.
  absl::Status Finish();

  // Notes how far the sweeps of archived campaigns are, and removes what they leave of a campaign.
  absl::Status FollowSweeps(absl::Time now);

 private:
  absl::Status TryToFinish();
  absl::Status FollowSweep(Archiving archiving, absl::Time now);
  absl::Status PublishOne(const StoredCampaign& stored);

  database::Database* database_;
  std::string store_token_;
  ChangePolicy policy_;
  async::Loop loop_;
  redis::Client redis_;
};

// What KeepFinishing works with; all of it outlives the task.
struct Finishing {
  CampaignPublisher* publisher;
  async::BlockingPool* publishing;  // The thread where the publisher lives.
  async::Loop* loop;                // Where the task lives.
  const clock::Clock* clock;
  absl::Duration period;
  world::World world = world::World::kProduction;  // Which the log names.
};

// Finishes what a change could not carry to every partition, looking every period, until `ended`: so a pause takes hold
// as soon as Redis is back, without another call. Follows sweeps as often.
async::Task<void> KeepFinishing(Finishing what, std::function<bool()> ended);

}  // namespace fudai::campaigns
