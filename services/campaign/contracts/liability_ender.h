#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/async/task.h"

namespace fudai::contracts {

// Ends what a campaign's unused coupons may still cost.
class LiabilityEnder {
 public:
  virtual ~LiabilityEnder() = default;
  // Gives it back to the campaign's budget and writes it into the ledger, as if every coupon's time were over.
  // Repeatable.
  virtual async::Task<absl::Status> EndLiability(std::string campaign_id) = 0;
};

}  // namespace fudai::contracts
