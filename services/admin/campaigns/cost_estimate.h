// What a campaign will cost: the arithmetic of EstimateCampaignResponse, where it is written out. Pure functions.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// What is assumed of the people. Rates are in basis points.
struct Assumptions {
  int32_t open_rate_bp = 10'000;
  int32_t redemption_rate_bp = 10'000;
  int32_t new_friend_rate_bp = 0;
  int32_t orders_per_buyer = 1;
};

// The request's assumptions, with what is absent filled in. INVALID_ARGUMENT, naming the field, for one out of bounds,
// orders_per_day among them.
absl::StatusOr<Assumptions> ReadAssumptions(const admin::v1::EstimateCampaignRequest& request);

admin::v1::WorstBag WorstBagOf(const campaign::v1::CampaignSpec& spec);

// What so many orders cost, 1 to 10,000,000, of a spec without errors, with what becomes of their bags on later days.
admin::v1::CampaignCost CostOf(const campaign::v1::CampaignSpec& spec, const Assumptions& assumptions, int64_t orders);

// What a day costs on which the bags of so many orders are opened.
admin::v1::CampaignCost CostOfDay(const campaign::v1::CampaignSpec& spec, const Assumptions& assumptions,
                                  int64_t orders);

}  // namespace fudai::campaigns
