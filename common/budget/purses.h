// The purses that a campaign's caps make. Pure functions.
//
//   "c"        the whole campaign (CampaignSpec.budget.total_fen)
//   "d:<day>"  one day of its time zone, in days since 1970-01-01 (CampaignSpec.budget.daily_fen)
//   "t:<id>"   one template (CouponTemplate.budget_fen)
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::budget {

// The whole campaign's purse; empty if nothing caps it.
std::string CampaignPurse(const campaign::v1::CampaignSpec& spec);

// A template's own purse; empty if nothing caps it.
std::string TemplatePurse(const campaign::v1::CouponTemplate& coupon_template);

// The purses that every coupon of the campaign is issued from on a day, separated by spaces; empty if nothing caps it.
std::string SharedPurses(const campaign::v1::CampaignSpec& spec, int32_t day);

// The cap behind a purse, in fen; nothing if the spec has none.
std::optional<int64_t> LimitOf(const campaign::v1::CampaignSpec& spec, const std::string& purse);

// A moment's day in a zone, in days since 1970-01-01.
int32_t DayOf(int64_t now_ms, absl::TimeZone zone);

}  // namespace fudai::budget
