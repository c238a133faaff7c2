// What an order's scripts are given: events and records, but for what the scripts decide. Pure functions.
#pragma once

#include "fudai/event/v1/event.pb.h"
#include "services/campaign/order/order_store.h"

namespace fudai::order {

// The head of a reservation's events, but for which.
event::v1::Event EventHead(int64_t at_ms);
event::v1::Event OrderEvent(const OrderInput& input);
event::v1::Event RefundEvent(const RefundInput& input);
// The order half of a conversion.
event::v1::Event ConversionOrderHalf(const OrderInput& input);

// If the candidate gives the bag: its part of the event, and the records to keep.
event::v1::Event BagPart(const OrderInput& input, const Candidate& candidate);
store::v1::BagRecord MakeBagRecord(const OrderInput& input, const Candidate& candidate);
store::v1::OrderRecord MakeOrderRecord(const OrderInput& input, const Candidate& candidate);
// If it leaves the buyer out instead: its part of the event.
event::v1::Event HoldoutPart(const Candidate& candidate);

}  // namespace fudai::order
