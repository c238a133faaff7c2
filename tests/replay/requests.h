#pragma once

#include <string>

#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "tests/replay/input.h"

namespace fudai::replay {

campaign::v1::ReportOrderRequest OrderRequest(const Order& order);
campaign::v1::ReportRefundRequest RefundRequest(const Refund& refund);
campaign::v1::GetBagRequest LookRequest(const std::string& share_code);
campaign::v1::OpenBagRequest TapRequest(const std::string& share_code);

}  // namespace fudai::replay
