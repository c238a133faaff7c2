#pragma once

#include <optional>
#include <string>

#include "fudai/campaign/v1/checkout.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "tests/replay/input.h"

namespace fudai::replay {

campaign::v1::ReportOrderRequest OrderRequest(const Order& order);
// What the order bought: one line, of as many units as the order has items where its amount divides by them, else of
// one unit. Rows name no article, so its price chooses one: coffee, tea or cake. Nothing for an amount that no basket
// holds.
std::optional<campaign::v1::Basket> BasketOf(const Order& order);
campaign::v1::ReportRefundRequest RefundRequest(const Refund& refund);
campaign::v1::GetBagRequest LookRequest(const std::string& share_code);
campaign::v1::OpenBagRequest TapRequest(const std::string& share_code);

}  // namespace fudai::replay
