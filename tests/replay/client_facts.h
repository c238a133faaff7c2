#pragma once

#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "tests/replay/facts.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// What the replies say. A repeated answer carries the whole first one, so it tells the same facts.
void LearnOrder(const Order& order, const campaign::v1::ReportOrderResponse& response, Facts& facts);
void LearnRefund(const Refund& refund, const campaign::v1::ReportRefundResponse& response, Facts& facts);
void LearnTap(const std::string& user_id, const campaign::v1::OpenBagResponse& response, Facts& facts);

// True if the tap brought a coupon, now or before.
bool BroughtCoupon(const campaign::v1::OpenBagResponse& response);

}  // namespace fudai::replay
