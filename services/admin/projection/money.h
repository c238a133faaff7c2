#pragma once

#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/rollup_counts.h"

namespace fudai::projection {

// Adds what an event says of coupons' value and use: of a campaign by template, and of the chain. What an event from
// before it carried its order's basket cannot say stays uncounted.
void CountMoney(const event::v1::Event& event, RollupCounts* counts);

}  // namespace fudai::projection
