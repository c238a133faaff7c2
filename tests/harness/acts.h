#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "tests/harness/stack.h"

namespace fudai::harness {

// The campaign that most tests run: it takes the orders of one shop, from ten days before Noon() to twenty after it. A
// bag holds three coupons (two of 300 fen, one of 500) for a day. Opens add 10 drops, 20 from the third helper on, and
// 5 more for a friend who has never ordered; 40 drops fill a cup, and a cup is a coffee of 2800 fen.
campaign::v1::CampaignSpec CampaignAt(const std::string& shop_id);

// The same with this many coupons of each of the two kinds in a bag.
campaign::v1::CampaignSpec CampaignAt(const std::string& shop_id, int of_300_fen, int of_500_fen);

// An order of 2000 fen paid at Noon().
campaign::v1::ReportOrderRequest Order(const std::string& order_id, const std::string& user_id,
                                       const std::string& shop_id);

// A refund of an order, at Noon().
campaign::v1::ReportRefundRequest Refund(const std::string& refund_id, const campaign::v1::ReportOrderRequest& order,
                                         int64_t amount_fen);

// Reports the order and returns the bag that it earned. Ends the test program with a message if it earned none.
campaign::v1::GivenBag GiveBag(const Stack& stack, const campaign::v1::ReportOrderRequest& order);

// One tap by a user.
absl::StatusOr<campaign::v1::OpenBagResponse> OpenBag(const Stack& stack, absl::string_view user_id,
                                                      const std::string& share_code);

}  // namespace fudai::harness
