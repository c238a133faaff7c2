// Coupons and baskets for this room's tests.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "services/campaign/pricing/candidate.h"

namespace fudai::pricing {

// Noon on Friday 2026-03-06 in Shanghai.
inline constexpr int64_t kNowMs = 1'772'769'600'000;
inline constexpr int64_t kHourMs = int64_t{60} * 60 * 1000;

inline absl::TimeZone Shanghai() {
  absl::TimeZone zone;
  absl::LoadTimeZone("Asia/Shanghai", &zone);
  return zone;
}

inline campaign::v1::BasketLine Line(const char* sku, int quantity, int64_t unit_price_fen) {
  campaign::v1::BasketLine line;
  line.set_sku(sku);
  line.set_quantity(quantity);
  line.set_unit_price_fen(unit_price_fen);
  return line;
}

inline Situation OrderOf(std::initializer_list<campaign::v1::BasketLine> lines, int64_t delivery_fee_fen = 0) {
  Situation situation;
  situation.now_ms = kNowMs;
  situation.order_ms = kNowMs;
  situation.basket.set_shop_id("shop1");
  situation.basket.set_delivery_fee_fen(delivery_fee_fen);
  for (const campaign::v1::BasketLine& line : lines) *situation.basket.add_lines() = line;
  return situation;
}

inline campaign::v1::CouponTemplate Template(const std::string& template_id, int64_t value_fen) {
  campaign::v1::CouponTemplate terms;
  terms.set_template_id(template_id);
  terms.set_display_name(template_id);
  terms.set_value_fen(value_fen);
  terms.set_valid_days(1);
  return terms;
}

// An amount off that stacks within the group "g", up to five.
inline campaign::v1::CouponTemplate Stackable(const std::string& template_id, int64_t amount_fen) {
  campaign::v1::CouponTemplate terms = Template(template_id, amount_fen);
  terms.mutable_stacking()->set_group("g");
  terms.mutable_stacking()->set_max_coupons(5);
  return terms;
}

// A coupon of the campaign "spring" that has been valid for an hour, and will be for another.
inline Candidate CouponOf(const campaign::v1::CouponTemplate& terms, const std::string& coupon_id = "c") {
  return {.coupon_id = coupon_id,
          .campaign_id = "spring",
          .campaign_version = 1,
          .coupon_template = &terms,
          .zone = Shanghai(),
          .valid_from_ms = kNowMs - kHourMs,
          .expires_at_ms = kNowMs + kHourMs};
}

}  // namespace fudai::pricing
