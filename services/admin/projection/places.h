// What happens where and when: shops, and hours of the day.
#pragma once

#include "fudai/event/v1/event.pb.h"
#include "services/admin/projection/refunds.h"
#include "services/admin/projection/rollup_counts.h"

namespace fudai::projection {

// Adds what an event counts for by itself. What names no shop counts for none.
void CountPlaces(const event::v1::Event& event, RollupCounts* counts);

// Adds a refund to its order's shop.
void CountPlaces(const RefundOfOrder& refund, RollupCounts* counts);

}  // namespace fudai::projection
