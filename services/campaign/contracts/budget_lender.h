#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"

namespace fudai::contracts {

// What a partition's purse (common/budget) lacks for an act.
struct Shortage {
  std::string purse;
  int64_t missing_fen = 0;
};

// An act that a partition's escrow could not pay for.
struct BudgetRequest {
  std::string campaign_id;
  int partition = 0;
  std::vector<Shortage> shortages;
};

// Lends budget to partitions.
class BudgetLender {
 public:
  virtual ~BudgetLender() = default;
  // What the campaign's account has granted to the partition so far, in the words that issue() of escrow.lua takes, so
  // that the act and the receipt are one step; nothing where the budget is exhausted. UNAVAILABLE: unknown, repeat it.
  virtual async::Task<absl::StatusOr<std::optional<std::string>>> Lend(BudgetRequest request) = 0;
};

}  // namespace fudai::contracts
