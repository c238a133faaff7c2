#pragma once

#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::testsupport {

// A valid campaign of March 2026 in Shanghai: bags of 50 coupons "latte" of 300 fen.
campaign::v1::CampaignSpec MarchSpec();

}  // namespace fudai::testsupport
