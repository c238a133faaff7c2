#include "tests/replay/client_facts.h"

namespace fudai::replay {

using campaign::v1::OpenBagResponse;

void LearnOrder(const Order& order, const campaign::v1::ReportOrderResponse& response, Facts& facts) {
  facts.AddOrder(order.order_id, response.bag().bag_id(), response.repeated() ? Telling::kAgain : Telling::kFirst);
  if (response.has_conversion()) facts.AddConversion(order.user_id, order.order_id);
}

void LearnRefund(const Refund& refund, const campaign::v1::ReportRefundResponse& response, Facts& facts) {
  facts.AddRefund(refund.order_id, refund.refund_id, response.repeated() ? Telling::kAgain : Telling::kFirst);
}

void LearnTap(const std::string& user_id, const OpenBagResponse& response, Facts& facts) {
  if (!BroughtCoupon(response)) return;
  facts.AddOpening({.bag_id = response.bag_id(),
                    .opener_id = user_id,
                    .coupon_id = response.coupon().coupon_id(),
                    .template_id = response.coupon().template_id(),
                    .value_fen = response.coupon().value_fen(),
                    .drops = response.growth().drops(),
                    .cups_filled = response.growth().cups_filled(),
                    .free_coffee_value_fen = response.growth().free_coffee_value_fen()},
                   response.outcome() == OpenBagResponse::OUTCOME_OPENED ? Telling::kFirst : Telling::kAgain);
  if (response.new_user()) facts.AddNewUser(user_id);
}

bool BroughtCoupon(const OpenBagResponse& response) {
  return response.outcome() == OpenBagResponse::OUTCOME_OPENED ||
         response.outcome() == OpenBagResponse::OUTCOME_ALREADY_OPENED;
}

}  // namespace fudai::replay
