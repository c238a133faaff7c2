#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/status/statusor.h"
#include "fudai/admin/v1/stats.pb.h"
#include "services/admin/stats/welch.h"

namespace fudai::stats {

// Customers that each group needs before anything is said: with fewer, what few customers spend who spend much decides,
// and the interval holds the truth less often than it says (docs/metrics.md, the A/A test).
inline constexpr int64_t kHoldoutCustomersNeeded = 500;

// What a campaign's two groups paid, compared over its whole life, but for how far the numbers are. INVALID_ARGUMENT
// without a campaign, NOT_FOUND if there is no such campaign. Within the caller's snapshot.
absl::StatusOr<admin::v1::QueryHoldoutResponse> ReadHoldout(soci::session& sql, const std::string& campaign_id);

// What is known of the groups before they are compared.
struct HoldoutSums {
  Sample treated;
  Sample held_out;
  // What the campaign's coupons took off, less reversals, in fen.
  int64_t discount_fen = 0;
};

// Fills in what the sums say: difference, interval, verdict, extra revenue and return. A pure function.
void CompareGroups(const HoldoutSums& sums, admin::v1::QueryHoldoutResponse* response);

}  // namespace fudai::stats
