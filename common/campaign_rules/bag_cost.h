// What one bag can cost at most: its coupons, and the free coffees that its opens can fill.
//
//   if (IsPriceable(spec)) int64_t most = WorstBag(spec).total_fen();
//
// Pure functions of the spec.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::campaign_rules {

// The liability of one bag, in fen.
struct BagCost {
  int64_t coupons = 0;
  int64_t coupons_fen = 0;
  // Free coffees of the bag's sharer.
  int64_t coffees = 0;
  int64_t coffees_fen = 0;

  int64_t total_fen() const { return coupons_fen + coffees_fen; }
};

// True if recipe, values and growth rules are such that a bag has a price. A spec without errors always is.
bool IsPriceable(const campaign::v1::CampaignSpec& spec);

// Coupons in a bag.
int64_t BagSize(const campaign::v1::CampaignSpec& spec);

// Value of a template's coupon, in fen; 0 if there is no such template.
int64_t ValueOf(const campaign::v1::CampaignSpec& spec, absl::string_view template_id);

// The most cups that `opens` of one bag can fill: by new friends only, on the last growth step, and beginning with the
// fullest cup that growth rules allow:
//   KEEP:    floor((fullest + opens * drops) / drops_per_cup)
//   DISCARD: 1 + floor((opens - 1) / ceil(drops_per_cup / drops)), since the open that fills a cup ends with it
// where drops = last step + new_friend_extra_drops; never more than max_cups_per_user.
int64_t MostCups(const campaign::v1::GrowthRules& growth, int64_t opens);

// The whole bag opened, and MostCups of it. For a priceable spec.
BagCost WorstBag(const campaign::v1::CampaignSpec& spec);

// What of WorstBag's total is spent on coupons of that template. For a priceable spec.
int64_t WorstOfTemplate(const campaign::v1::CampaignSpec& spec, absl::string_view template_id);

}  // namespace fudai::campaign_rules
