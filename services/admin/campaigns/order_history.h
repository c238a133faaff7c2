// How many orders there were, from what the projector folded. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// The orders of the 28 days before `now`, and how many of the newest would have earned a bag by the trigger.
admin::v1::OrderHistory ReadOrderHistory(soci::session& sql, const campaign::v1::OrderTrigger& trigger, absl::Time now);

// OrderHistory's orders_per_day, at most 10,000,000. FAILED_PRECONDITION if no order would have earned a bag.
absl::StatusOr<int64_t> OrdersPerDay(const admin::v1::OrderHistory& history);

}  // namespace fudai::campaigns
