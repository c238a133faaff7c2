#pragma once

#include <vector>

#include "fudai/admin/v1/campaigns.pb.h"

namespace fudai::campaigns {

// What differs between two specs, field by field, as FieldChange says. A moment or a duration is one field; of a
// message that only one of them has, or an element of a list, all is one change. Lists of plain values are sets: their
// order means nothing. A pure function.
std::vector<admin::v1::FieldChange> Compare(const campaign::v1::CampaignSpec& before,
                                            const campaign::v1::CampaignSpec& after);

}  // namespace fudai::campaigns
