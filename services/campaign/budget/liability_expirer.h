#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/loop.h"
#include "common/async/task.h"
#include "common/clock/clock.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/liability_ender.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/keys/keys.h"

namespace fudai::budget {

// Gives the liability of coupons whose time is over back to their campaigns' budgets, and writes it into the ledger.
// Their owners see them expire at once, without it. Lives on one loop; several do the same work twice, and no harm.
class LiabilityExpirer final : public contracts::LiabilityEnder {
 public:
  // What Run works with; all of it outlives the task.
  struct Pace {
    async::Loop* loop;
    const clock::Clock* clock;
    absl::Duration period;
  };

  // The campaigns outlive it.
  LiabilityExpirer(contracts::StoreAccess access, campaigns::Campaigns* campaigns)
      : access_(std::move(access)), campaigns_(campaigns) {}

  // Looks every period, until `ended`.
  async::Task<void> Run(Pace pace, std::function<bool()> ended);
  // Gives back what expired in an hour that is over at `now_ms`; at most a hundred kinds of each partition. How many
  // coupons.
  async::Task<absl::StatusOr<int64_t>> Pass(int64_t now_ms);

  async::Task<absl::Status> EndLiability(std::string campaign_id) override;

 private:
  async::Task<absl::StatusOr<std::vector<keys::LiabilityKind>>> ListDue(int partition, std::string until_hour,
                                                                        std::string limit);
  async::Task<absl::StatusOr<int64_t>> PassPartition(int partition, int64_t now_ms);
  async::Task<absl::StatusOr<int64_t>> Expire(int partition, keys::LiabilityKind kind);
  // The purses that get a kind's liability back: none where the campaign has been swept. NOT_FOUND where this server
  // cannot tell.
  async::Task<absl::StatusOr<std::string>> FindPurses(keys::LiabilityKind kind);

  contracts::StoreAccess access_;
  campaigns::Campaigns* campaigns_;
};

}  // namespace fudai::budget
