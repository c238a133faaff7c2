#pragma once

#include <cstdint>
#include <string>

#include "fudai/event/v1/event.pb.h"

namespace fudai::testsupport {

// When the events of tests happen, unless they say otherwise: 2026-03-01T10:20:00Z.
inline constexpr int64_t kEventMs = 1'772'360'400'000;

// Events of the campaign "spring", as the campaign server writes them.
event::v1::Event OrderEvent(const std::string& order_id, const std::string& user_id, int64_t amount_fen);
// The order earned a bag of 50 coupons.
event::v1::Event OrderWithBagEvent(const std::string& order_id, const std::string& user_id, const std::string& bag_id);
event::v1::Event RefundEvent(const std::string& order_id, int64_t amount_fen);
// A coupon "latte" of 300 fen came out of the bag, and counted 10 drops for "sharer".
event::v1::Event OpenEvent(const std::string& bag_id, int index, const std::string& opener_id);
event::v1::Event CreditEvent(const std::string& coupon_id, const std::string& user_id, bool first_touch);
event::v1::Event ConversionEvent(const std::string& order_id, const std::string& user_id);
// Three coupons "latte" of 300 fen expired unused.
event::v1::Event ExpiryEvent();
// Coupon "bag-0" of u2, which is 90 minutes old and takes 250 fen off two units that cost 3000 fen (order o2); a
// reversal takes 100 fen of that back.
event::v1::Event UseEvent(event::v1::CouponUsed::Step step);

}  // namespace fudai::testsupport
