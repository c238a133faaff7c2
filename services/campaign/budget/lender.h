#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/budget/books.h"
#include "common/clock/clock.h"
#include "services/campaign/campaigns/campaigns.h"
#include "services/campaign/contracts/budget_lender.h"
#include "services/campaign/contracts/store_access.h"

namespace fudai::budget {

// Lends from campaigns' accounts. Where an account has run dry, it first calls what is idle in other partitions back,
// so that a campaign can be spent to its last coupon; where that has just been in vain, it does not try again for a
// second. Owned by its loop; not thread-safe.
class Lender final : public contracts::BudgetLender {
 public:
  // The campaigns and the clock, which goes with real time, outlive it.
  Lender(contracts::StoreAccess access, campaigns::Campaigns* campaigns, const clock::Clock* clock);

  async::Task<absl::StatusOr<std::optional<std::string>>> Lend(contracts::BudgetRequest request) override;

 private:
  // Calls back what is idle; one call at a time for each campaign, whose result all that wait share.
  async::Task<absl::Status> Recall(std::string campaign_id, std::vector<std::string> purses);
  // The two steps of it. How much came, in fen.
  async::Task<absl::StatusOr<int64_t>> CallIdleBack(std::string campaign_id, std::vector<std::string> purses);

  contracts::StoreAccess access_;
  BudgetStore store_;
  async::Loop* loop_;
  campaigns::Campaigns* campaigns_;
  const clock::Clock* clock_;
  // Campaigns whose idle escrow is being called back.
  absl::flat_hash_set<std::string> recalling_;
  // By campaign and purse: when nothing idle was left.
  std::map<std::pair<std::string, std::string>, absl::Time> exhausted_;
};

}  // namespace fudai::budget
