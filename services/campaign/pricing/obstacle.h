// Why a coupon is not part of a discount, and how to say so.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/campaign/pricing/candidate.h"

namespace fudai::pricing {

// Why a coupon is not part of a discount.
struct Obstacle {
  campaign::v1::CouponObstacle::Reason reason;
  // The coupon; outlives the obstacle.
  std::reference_wrapper<const Candidate> candidate;
  // With REASON_BELOW_MIN_SPEND: what is missing, in fen.
  int64_t missing_fen = 0;
  // With REASON_NO_DISCOUNT: units of eligible articles that a BuyXGetY is short of, 0 for other causes.
  int64_t missing_units = 0;
};

// Why a coupon does not apply to an order on its own; nothing if it does. What another basket cannot mend comes first:
// used, expired, limit reached, reserved, not yet valid; then shop, first order, window, hour, eligible articles, least
// spend, and that it would take nothing off.
std::optional<Obstacle> FindObstacle(const Candidate& candidate, const Situation& situation);

// Uses of the candidate's template that its limits still allow; the most of an int where nothing limits them.
int UsesLeft(const Candidate& candidate);

// The obstacle in words that an app can show: English for "en", Chinese otherwise. Amounts are in yuan, times in the
// campaign's zone.
std::string Describe(const Obstacle& obstacle, absl::string_view language);

// The same of a coupon that is not in the wallet.
std::string DescribeMissing(absl::string_view language);

}  // namespace fudai::pricing
