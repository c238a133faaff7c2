// What orders and refunds must be, and which campaigns may take an order. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/orders.pb.h"
#include "services/campaign/campaigns/snapshot.h"

namespace fudai::order {

// INVALID_ARGUMENT for what the API does not allow.
absl::Status Validate(const campaign::v1::ReportOrderRequest& request, absl::Time now);
absl::Status Validate(const campaign::v1::ReportRefundRequest& request, absl::Time now);

// What a report says besides its key: a repeat must say the same. Serialized, so that a difference can be named.
std::string ContentsOf(const campaign::v1::ReportOrderRequest& request);
std::string ContentsOf(const campaign::v1::ReportRefundRequest& request);

// ALREADY_EXISTS for a report whose key was reported before with other contents: names the field that differs.
absl::Status OtherContents(const campaign::v1::ReportOrderRequest& request, absl::string_view first_contents);
absl::Status OtherContents(const campaign::v1::ReportRefundRequest& request, absl::string_view first_contents);

// A campaign that may take an order.
struct Candidate {
  campaigns::CompiledVersionPtr version;
  // When a bag given now could no longer be opened.
  int64_t bag_expires_at_ms = 0;
  // Whether it leaves the buyer out (holdout.h): then it gives no bag, and the order goes on to the next candidate.
  bool is_held_out = false;
};

// The active campaigns that take a buyer's order by its amount, shop and time, and whose bag could still be opened now;
// the one that started last first. The act's script takes the first whose record is active and whose least amount is
// left after refunds: nearly always the very first. Each of them adds less than a kilobyte to the act.
std::vector<Candidate> CandidatesFor(const campaign::v1::ReportOrderRequest& request,
                                     const campaigns::CampaignSnapshot& snapshot, int64_t now_ms);

}  // namespace fudai::order
