#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/partition/store.h"
#include "services/campaign/campaigns/snapshot.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::campaigns {

// A loop's view of the published campaigns: a snapshot, read anew when an act finds it old. Whether a campaign is
// paused or ended is decided by the scripts, by its record; the snapshot says only which to try. Owned by the loop; not
// thread-safe.
class Campaigns {
 public:
  static constexpr int kLookupsPerSecond = 20;

  explicit Campaigns(contracts::StoreAccess access)
      : access_(std::move(access)), snapshot_(std::make_shared<CampaignSnapshot>()) {}

  // Hold it while an act runs: it is swapped by others.
  std::shared_ptr<const CampaignSnapshot> snapshot() const { return snapshot_; }

  // Reads the catalogue if it has moved. Call it before the first act.
  async::Task<absl::Status> Reload();

  // Likewise, when a script says that the snapshot is old; a failure as callers may see it.
  async::Task<absl::Status> Refresh();

  // The version that a bag keeps; reads the catalogue if the snapshot lacks it. INTERNAL if it was never published.
  async::Task<absl::StatusOr<CompiledVersionPtr>> Version(std::string campaign_id, int32_t version);

  // A campaign's current version, by an id that a caller sent: reads the catalogue if the snapshot lacks it, so that it
  // is found as soon as it is published; but at most kLookupsPerSecond times, since ids may be made up. NOT_FOUND names
  // the id.
  async::Task<absl::StatusOr<CompiledVersionPtr>> Current(std::string campaign_id);

  // Reads the catalogue every `period` until `ended`; runs on the loop.
  async::Task<void> KeepFresh(absl::Duration period, std::function<bool()> ended);

 private:
  // Whether the catalogue may be read for an unknown id; counts the read.
  bool TakeLookup(absl::Time now);

  contracts::StoreAccess access_;
  std::shared_ptr<const CampaignSnapshot> snapshot_;
  partition::CatalogueVersion known_;
  absl::Time lookups_since_ = absl::InfinitePast();
  int lookups_ = 0;
};

}  // namespace fudai::campaigns
