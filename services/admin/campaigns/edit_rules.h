#pragma once

#include <vector>

#include "absl/time/time.h"
#include "common/campaign_rules/campaign_rules.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::campaigns {

// What an edit changes that must not change once a campaign has been published, because bags, cups and budgets that are
// out already would no longer add up. One finding for each such field:
//
//   time_zone             days of caps, limits and figures begin in it
//   start_time            once it has come
//   end_time              that has passed: a campaign is ended by an end, which says when its last coupon was given
//   growth.drops_per_cup  cups hold drops that are counted towards it
//   holdout_permille      customers are in one of the two groups already
//   templates             one left out: bags and coupons of it are out, and its cap holds for them
//   budgets               lowered, or added where there was none: what was lent and given before was not counted
//
// Paths are those of the edited spec. A pure function of specs of any kind, also of an edited one that is not valid.
std::vector<campaign_rules::Finding> CheckEdit(const campaign::v1::CampaignSpec& published,
                                               const campaign::v1::CampaignSpec& edited, absl::Time now);

}  // namespace fudai::campaigns
