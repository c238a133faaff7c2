// A campaign to test with.
#pragma once

#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"

namespace fudai::campaign_testing {

// The moment at which tests begin; the sample campaign runs from a day before it to 30 days after it.
absl::Time SampleNow();

// A bag of 10: 5 of "tea" (500 fen), 3 of "cake" (800), 2 of "free" (2000); orders of 3000 fen or more, in any shop; 7
// days of bag life. Growth: 10 drops, 20 from 3 helpers on, 30 from 6 on; 5 extra for new friends; 50 fill a cup, which
// becomes "free"; a friend counts once a day; what is left over starts the next cup; no cap.
campaign::v1::CampaignSpec SampleSpec();

}  // namespace fudai::campaign_testing
