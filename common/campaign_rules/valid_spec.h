// A campaign without a finding, for tests to spoil.
#pragma once

#include <cstdint>

#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::campaign_rules {

inline constexpr int64_t kDay = 86'400;  // seconds

// The moment at which tests check campaigns: half a year before ValidSpec's begins.
inline absl::Time ValidNow() { return absl::FromUnixSeconds(1'767'225'600 - 180 * kDay); }

// From 2026-01-01T00:00:00Z on, for 30 days, in Shanghai; templates of 300 fen and 7 days.
inline campaign::v1::CampaignSpec ValidSpec() {
  campaign::v1::CampaignSpec spec;
  spec.set_display_name("春日福袋");
  spec.mutable_start_time()->set_seconds(1'767'225'600);
  spec.mutable_end_time()->set_seconds(1'767'225'600 + 30 * 86'400);
  spec.set_time_zone("Asia/Shanghai");
  spec.mutable_trigger()->set_min_amount_fen(50'000);
  for (const char* id : {"latte", "mocha", "free-coffee"}) {
    auto* coupon = spec.add_templates();
    coupon->set_template_id(id);
    coupon->set_display_name(id);
    coupon->set_value_fen(300);
    coupon->set_valid_days(7);
  }
  for (const char* id : {"latte", "mocha"}) {
    auto* entry = spec.add_recipe();
    entry->set_template_id(id);
    entry->set_count(25);
  }
  spec.mutable_bag_life()->set_seconds(3 * kDay);
  auto* growth = spec.mutable_growth();
  for (int i = 0; i < 3; ++i) {
    auto* step = growth->add_steps();
    step->set_min_helpers(5 * i);
    step->set_drops(10 * (i + 1));
  }
  growth->set_new_friend_extra_drops(5);
  growth->mutable_contribution_period()->set_seconds(kDay);
  growth->set_drops_per_cup(200);
  growth->set_free_coffee_template_id("free-coffee");
  return spec;
}

}  // namespace fudai::campaign_rules
