// A campaign to test with, and its orders.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "fudai/campaign/v1/orders.pb.h"

namespace fudai::campaign_testing {

// The moment at which tests begin; the sample campaign runs from a day before it to 30 days after it.
absl::Time SampleNow();

// A bag of 10: 5 of "tea" (500 fen), 3 of "cake" (800), 2 of "free" (2000); orders of 3000 fen or more, in any shop; 7
// days of bag life. Growth: 10 drops, 20 from 3 helpers on, 30 from 6 on; 5 extra for new friends; 50 fill a cup, which
// becomes "free"; a friend counts once a day; what is left over starts the next cup; no cap.
campaign::v1::CampaignSpec SampleSpec();

// A report of an order of one item and 4000 fen, paid at SampleNow() in "shop-1", which earns a bag of the sample.
campaign::v1::ReportOrderRequest SampleOrder(const std::string& order_id, const std::string& user_id);

}  // namespace fudai::campaign_testing
