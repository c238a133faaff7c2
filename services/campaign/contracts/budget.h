// A campaign's budget as the acts that spend it see it. docs/adr/0007 has the whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::contracts {

// What a partition's purse lacks for an act.
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
  // What the campaign's account has granted to the partition so far, in the words that claim.lua takes, so that the act
  // and the receipt are one step; nothing where the budget is exhausted. UNAVAILABLE: unknown, repeat it.
  virtual async::Task<absl::StatusOr<std::optional<std::string>>> Lend(BudgetRequest request) = 0;
};

// Names of the purses that a campaign's caps make; empty for what nothing caps.
//   "c"           the whole campaign
//   "d:<day>"     one day of its time zone, in days since 1970-01-01
//   "t:<id>"      one template
std::string TemplatePurse(const campaign::v1::CouponTemplate& coupon_template);
// The purses that every coupon is issued from on a day, separated by spaces.
std::string SharedPurses(const campaign::v1::CampaignSpec& spec, int32_t day);
// The cap behind a purse, in fen; nothing if the spec has none, or the name is no purse's.
std::optional<int64_t> LimitOf(const campaign::v1::CampaignSpec& spec, const std::string& purse);

}  // namespace fudai::contracts
