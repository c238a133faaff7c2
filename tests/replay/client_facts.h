#pragma once

#include <cstdint>
#include <string>

#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "tests/replay/facts.h"
#include "tests/replay/input.h"

namespace fudai::replay {

// What the replies say. A repeated answer carries the whole first one, so it tells the same facts.
void LearnOrder(const Order& order, const campaign::v1::ReportOrderResponse& response, Facts& facts);
void LearnRefund(const Refund& refund, const campaign::v1::ReportRefundResponse& response, Facts& facts);
// The steps that led to where the reservation is now; `telling` is that of the last one.
void LearnReservation(const campaign::v1::Reservation& reservation, Telling telling, Facts& facts);
// A report that paid with the reservation, which may have paid before.
void LearnPayment(const campaign::v1::Reservation& reservation, Facts& facts);
// `before_fen`: what had been taken back of the order's discount before.
void LearnReversal(const campaign::v1::ReverseRedemptionResponse& response, int64_t before_fen, Facts& facts);
void LearnTap(const std::string& user_id, const campaign::v1::OpenBagResponse& response, Facts& facts);

// True if the tap brought a coupon, now or before.
bool BroughtCoupon(const campaign::v1::OpenBagResponse& response);

}  // namespace fudai::replay
