#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "services/campaign/contracts/store_access.h"
#include "services/campaign/growth_coffee/growth_rules.h"

namespace fudai::growth_coffee {

// A sharer's cup in a campaign.
struct CupAddress {
  std::string campaign_id;
  std::string sharer_id;
};

// A friend whose opens have counted.
struct HelperEntry {
  std::string user_id;
  int64_t number = 0;
  int64_t last_contribution = 0;  // seconds since the epoch
};

// A part of a sharer's helpers.
struct HelperRange {
  // The number after which it begins.
  int64_t after = 0;
  int limit = 0;
};

// Reads cups; they are written by the open that fills them. Errors: UNAVAILABLE.
class GrowthCoffeeStore {
 public:
  explicit GrowthCoffeeStore(contracts::StoreAccess access) : access_(std::move(access)) {}

  async::Task<absl::StatusOr<CupState>> ReadCup(CupAddress address);
  // In the order of their numbers.
  async::Task<absl::StatusOr<std::vector<HelperEntry>>> ListHelpers(CupAddress address, HelperRange range);

 private:
  contracts::StoreAccess access_;
};

}  // namespace fudai::growth_coffee
